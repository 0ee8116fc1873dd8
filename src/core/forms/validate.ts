import { isCadastralReference, isEmail, isIban, isPhone, isPlate } from './checks.ts'
import type { CompiledField, CompiledForm } from './compile-form.ts'
import type { Answers, Context, Kind, Problem } from './form.ts'
import { optionsOf } from './options.ts'
import { isDate, twoReadings } from './read-value.ts'
import { isBlank, isPlainObject, propertyOf } from './value.ts'
import { type VisibleField, type VisiblePage, visiblePageOf, visiblePages } from './walk.ts'

/** Every code that a problem can have; each has its text in the four languages (`forms.problem.<code>`). */
export const PROBLEM_CODES = [
  'required',
  'required-choice',
  'required-file',
  'required-declaration',
  'required-row',
  'not-text',
  'too-long',
  'pattern',
  'email',
  'phone',
  'iban',
  'plate',
  'cadastral-ref',
  'not-a-number',
  'two-readings',
  'not-whole',
  'too-many-decimals',
  'below',
  'above',
  'not-a-date',
  'too-early',
  'too-late',
  'yes-or-no',
  'choice',
  'too-few-choices',
  'too-many-choices',
  'place',
  'file',
  'file-type',
  'file-too-big',
  'too-many-files',
  'too-few-rows',
  'too-many-rows',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** What is wrong with the answers of a page that is shown; an unknown or hidden page has no problems. Never throws. */
export function validatePage(
  form: CompiledForm,
  pageId: string,
  answers: Answers,
  context: Context = {},
): readonly Problem[] {
  const page = visiblePageOf(form, pageId, answers, context)
  return page ? problemsOfPage(page) : []
}

/** What is wrong with the answers of all pages shown. Never throws. */
export function validateForm(form: CompiledForm, answers: Answers, context: Context = {}): readonly Problem[] {
  return visiblePages(form, answers, context).flatMap(problemsOfPage)
}

/** What is required, shown, and not given yet. */
export function missing(form: CompiledForm, answers: Answers, context: Context = {}): readonly Problem[] {
  return validateForm(form, answers, context).filter(({ code }) => code.startsWith('required'))
}

type Found = { readonly code: ProblemCode; readonly data?: Problem['data'] }
type Check = (value: unknown, visible: VisibleField) => Found | undefined

function problemsOfPage(page: VisiblePage): readonly Problem[] {
  return page.fields.flatMap((visible) => problemsOfField(visible, page.id))
}

/** What a register holds is not the person's to mend, so it is not checked. */
function problemsOfField(visible: VisibleField, page: string): readonly Problem[] {
  if (visible.held || visible.field.kind === 'info') return []
  const found = problemOf(visible)
  const own = found ? [{ page, field: visible.path, code: found.code, data: found.data ?? {} }] : []
  return [...own, ...visible.rows.flat().flatMap((one) => problemsOfField(one, page))]
}

function problemOf(visible: VisibleField): Found | undefined {
  const { field, value, required } = visible
  if (isBlank(value) || (field.kind === 'declaration' && value === false)) {
    return required ? { code: REQUIRED[field.kind] ?? 'required' } : undefined
  }
  return CHECKS[field.kind](value, visible)
}

const REQUIRED: Partial<Record<Kind, ProblemCode>> = {
  'yes-no': 'required-choice',
  choice: 'required-choice',
  choices: 'required-choice',
  people: 'required-choice',
  file: 'required-file',
  declaration: 'required-declaration',
  list: 'required-row',
}

const CHECKS: Record<Kind, Check> = {
  text: checkText,
  'long-text': checkText,
  email: codeCheck(isEmail, 'email'),
  phone: codeCheck(isPhone, 'phone'),
  iban: codeCheck(isIban, 'iban'),
  plate: codeCheck(isPlate, 'plate'),
  'cadastral-ref': codeCheck(isCadastralReference, 'cadastral-ref'),
  number: checkNumber,
  integer: checkNumber,
  money: checkNumber,
  date: checkDate,
  'yes-no': checkYesNo,
  declaration: checkYesNo,
  choice: checkChoice,
  choices: checkChoices,
  people: checkChoices,
  place: checkPlace,
  file: checkFiles,
  list: checkRows,
  info: () => undefined,
}

function checkText(value: unknown, { field }: VisibleField): Found | undefined {
  if (typeof value !== 'string') return { code: 'not-text' }
  const { maxLength, wholePattern } = field
  if (maxLength && value.length > maxLength) return { code: 'too-long', data: { max: maxLength, length: value.length } }
  return wholePattern && !wholePattern.test(value) ? { code: 'pattern' } : undefined
}

function codeCheck(isOne: (text: string) => boolean, code: ProblemCode): Check {
  return (value) => (typeof value === 'string' && isOne(value) ? undefined : { code })
}

function checkNumber(value: unknown, visible: VisibleField): Found | undefined {
  const { field, scope } = visible
  if (typeof value !== 'number' || !Number.isFinite(value)) return notANumber(value)
  if (field.kind === 'integer' && !Number.isInteger(value)) return { code: 'not-whole' }
  if (field.kind === 'money' && !/^-?\d+(\.\d{1,2})?$/.test(String(value))) return { code: 'too-many-decimals' }
  const [min, max] = [field.minIn(scope), field.maxIn(scope)]
  if (typeof min === 'number' && value < min) return { code: 'below', data: { min } }
  if (typeof max === 'number' && value > max) return { code: 'above', data: { max } }
  return undefined
}

function notANumber(value: unknown): Found {
  const readings = typeof value === 'string' ? twoReadings(value) : undefined
  return readings ? { code: 'two-readings', data: readings } : { code: 'not-a-number' }
}

function checkDate(value: unknown, { field, scope }: VisibleField): Found | undefined {
  if (typeof value !== 'string' || !isDate(value)) return { code: 'not-a-date' }
  const [min, max] = [field.minIn(scope), field.maxIn(scope)]
  if (typeof min === 'string' && value < min) return { code: 'too-early', data: { min } }
  if (typeof max === 'string' && value > max) return { code: 'too-late', data: { max } }
  return undefined
}

function checkYesNo(value: unknown): Found | undefined {
  return typeof value === 'boolean' ? undefined : { code: 'yes-or-no' }
}

function checkChoice(value: unknown, { field, scope }: VisibleField): Found | undefined {
  return isOffered(value, field, scope) ? undefined : { code: 'choice' }
}

function checkChoices(value: unknown, visible: VisibleField): Found | undefined {
  const { field, scope } = visible
  if (!Array.isArray(value)) return { code: 'choice' }
  const offered = offeredIds(field, scope)
  if (!value.every((one) => typeof one === 'string' && offered.has(one))) return { code: 'choice' }
  return howMany(new Set(value).size, visible, ['too-few-choices', 'too-many-choices'])
}

function isOffered(value: unknown, field: CompiledField, scope: VisibleField['scope']): boolean {
  if (typeof value !== 'string') return false
  return field.source ? offeredIds(field, scope).has(value) : (field.options ?? []).some(({ id }) => id === value)
}

function offeredIds(field: CompiledField, scope: VisibleField['scope']): ReadonlySet<string> {
  return new Set(field.source ? optionsOf(field, '', scope).map(({ id }) => id) : field.options?.map(({ id }) => id))
}

function checkPlace(value: unknown): Found | undefined {
  const address = propertyOf(value, 'address')
  const degrees = [propertyOf(value, 'lat') ?? 0, propertyOf(value, 'lon') ?? 0]
  const onEarth = degrees.every((one, n) => typeof one === 'number' && Math.abs(one) <= (n === 0 ? 90 : 180))
  const isPlace = typeof address === 'string' && address.trim() !== '' && address.length <= 300 && onEarth
  return isPlace ? undefined : { code: 'place' }
}

function checkFiles(value: unknown, visible: VisibleField): Found | undefined {
  const { accept, maxMb, many, maxIn } = visible.field
  if (!Array.isArray(value) || !value.every(isFile)) return { code: 'file' }
  const most = many ? Number(maxIn(visible.scope) ?? 1) : 1
  if (value.length > most) return { code: 'too-many-files', data: { max: most } }
  const wrongType = value.find(({ type }) => !accept.some((wanted) => isOfType(type, wanted)))
  if (wrongType) return { code: 'file-type', data: { name: wrongType.name, accept: accept.join(', ') } }
  const tooBig = value.find(({ size }) => size > maxMb * 1024 * 1024)
  return tooBig ? { code: 'file-too-big', data: { name: tooBig.name, max: maxMb } } : undefined
}

type FileAnswer = { readonly id: string; readonly name: string; readonly type: string; readonly size: number }

function isFile(value: unknown): value is FileAnswer {
  if (!isPlainObject(value)) return false
  const { id, name, type, size } = value
  return [id, name, type].every((one) => typeof one === 'string') && typeof size === 'number' && size >= 0
}

function isOfType(type: string, wanted: string): boolean {
  return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted
}

function checkRows(value: unknown, visible: VisibleField): Found | undefined {
  if (!Array.isArray(value)) return { code: 'required-row' }
  return howMany(value.length, visible, ['too-few-rows', 'too-many-rows'])
}

function howMany(
  count: number,
  { field, scope }: VisibleField,
  [few, many]: readonly [ProblemCode, ProblemCode],
): Found | undefined {
  const [min, max] = [field.minIn(scope), field.maxIn(scope)]
  if (typeof min === 'number' && count < min) return { code: few, data: { min, count } }
  if (typeof max === 'number' && count > max) return { code: many, data: { max, count } }
  return undefined
}
