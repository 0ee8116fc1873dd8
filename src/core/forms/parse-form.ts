import { expressionOf, idsNamedIn } from './expression.ts'
import {
  type Field,
  type Form,
  FormError,
  KINDS,
  type Kind,
  type Option,
  type OptionSource,
  type Page,
} from './form.ts'
import { RESERVED_NAMES } from './reserved-names.ts'
import { idOf, isRecord, type Unread, YamlReader } from './yaml-reader.ts'

/**
 * Reads a parsed `form.yaml`. `source` names the file in messages. Throws `FormError` with every problem found: unknown or
 * missing keys, texts missing in a language, FEEL that does not parse or names a later answer, doubled ids.
 */
export function parseForm(yaml: unknown, source: string): Form {
  const read = new YamlReader()
  const form = new FormReader(read).form(yaml)
  if (read.problems.length > 0) throw new FormError(source, read.problems)
  return form
}

const COMMON_KEYS = ['id', 'kind', 'label', 'help', 'placeholder', 'required', 'when', 'prefill', 'editable', 'sealed']
const CHOICE_KEYS = ['options', 'from', 'value', 'option-label', 'where']
const OWN_KEYS: Record<Kind, readonly string[]> = {
  text: ['max-length', 'pattern', 'pattern-help'],
  'long-text': ['max-length', 'pattern', 'pattern-help'],
  email: [],
  phone: [],
  iban: [],
  plate: [],
  'cadastral-ref': [],
  number: ['min', 'max', 'unit'],
  integer: ['min', 'max', 'unit'],
  money: ['min', 'max'],
  date: ['min', 'max'],
  'yes-no': [],
  choice: CHOICE_KEYS,
  choices: [...CHOICE_KEYS, 'min', 'max'],
  people: ['from', 'value', 'option-label', 'where', 'min', 'max'],
  place: [],
  file: ['accept', 'max-mb', 'many', 'max'],
  list: ['fields', 'min', 'max'],
  declaration: [],
  info: ['text'],
}
const HOW_MANY: Partial<Record<Kind, number>> = { file: 10, list: 20 }
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** Which answers an expression may not name yet. */
type Later = { readonly ids: ReadonlySet<string>; readonly rowIds: ReadonlySet<string> }
const NOTHING: ReadonlySet<string> = new Set()

class FormReader {
  readonly #read: YamlReader

  constructor(read: YamlReader) {
    this.#read = read
  }

  form(yaml: unknown): Form {
    const file = this.#read.record(yaml, 'form', ['languages', 'pages', 'tasks'])
    this.#read.languages = this.#read.strings(file.languages, 'languages') ?? []
    for (const lang of this.#read.languages) {
      if (!/^[a-z]{2,3}$/.test(lang)) this.#read.problem('languages', `"${lang}" is not a language like ca or it`)
    }
    if (this.#read.languages.length === 0)
      this.#read.problem('languages', 'list the languages of the texts, for example [ca, it, es, en]')
    const tasks = new Map<string, Page>()
    const tasksFile = file.tasks === undefined ? {} : this.#read.record(file.tasks, 'tasks')
    for (const [key, task] of Object.entries(tasksFile)) {
      const written = this.#read.record(task, `tasks.${key}`, ['title', 'fields'])
      tasks.set(key, this.#pages([{ ...written, id: key }], () => `tasks.${key}`)[0] as Page) // one page in, one out
    }
    const pages = file.pages === undefined ? [] : this.#read.list(file.pages, 'pages')
    if (pages.length === 0 && tasks.size === 0) this.#read.problem('pages', 'a form has at least one page or one task')
    return { languages: this.#read.languages, pages: this.#pages(pages, (n) => `pages[${n}]`), tasks }
  }

  #pages(pages: readonly unknown[], pathOf: (n: number) => string): readonly Page[] {
    const ids = pages.map((page) => (isRecord(page) && Array.isArray(page.fields) ? page.fields : []).map(idOf))
    this.#read.unique(pages.map(idOf), (n) => `${pathOf(n)}.id`)
    this.#read.unique(ids.flat(), (n) => fieldPath(ids, n, pathOf))
    return pages.map((page, n) => this.#page(page, pathOf(n), new Set(ids.slice(n).flat())))
  }

  #page(yaml: unknown, path: string, later: Set<string>): Page {
    const page = this.#read.record(yaml, path, ['id', 'title', 'when', 'fields'])
    const id = typeof page.id === 'string' && /^[a-z][\w-]*$/.test(page.id) ? page.id : ''
    if (!id) this.#read.problem(`${path}.id`, 'give the page a name of lower-case letters, digits and dashes')
    const when = this.#feel(page.when, `${path}.when`, { ids: later, rowIds: NOTHING })
    const title = this.#read.text(page.title, `${path}.title`)
    const fields = this.#read.list(page.fields, `${path}.fields`).map((field, n) => {
      const parsed = this.#field(field, `${path}.fields[${n}]`, { ids: later, rowIds: NOTHING })
      later.delete(parsed.id)
      return parsed
    })
    return { id, title, fields, ...(when ? { when } : {}) }
  }

  #field(yaml: unknown, path: string, later: Later): Field {
    const kind = isRecord(yaml) && KINDS.includes(yaml.kind as Kind) ? (yaml.kind as Kind) : undefined
    if (!kind) {
      this.#read.problem(`${path}.kind`, `use one of: ${KINDS.join(', ')}`)
      return { ...EMPTY_FIELD, id: idOf(yaml) }
    }
    const field = this.#read.record(yaml, path, [...COMMON_KEYS, ...OWN_KEYS[kind]])
    const label =
      kind === 'info' ? this.#read.text(field.text, `${path}.text`) : this.#read.text(field.label, `${path}.label`)
    const prefill = this.#read.string(
      field.prefill,
      `${path}.prefill`,
      'a path in the registers, for example person.name',
    )
    const editable = this.#read.boolean(field.editable, `${path}.editable`, true)
    if (field.editable === false && !prefill)
      this.#read.problem(`${path}.editable`, 'needs "prefill": what is not asked must be read from a register')
    return {
      id: this.#fieldId(field.id, `${path}.id`),
      kind,
      label,
      ...optional('help', this.#read.textOrNothing(field.help, `${path}.help`)),
      ...optional('placeholder', this.#read.textOrNothing(field.placeholder, `${path}.placeholder`)),
      required: this.#required(field.required, `${path}.required`, kind, later),
      ...optional('when', this.#feel(field.when, `${path}.when`, later)),
      ...optional('prefill', prefill),
      editable,
      sealed: this.#read.boolean(field.sealed, `${path}.sealed`, false),
      ...this.#limits(field, path, kind, later),
      ...optional('source', this.#source(field, path, kind)),
      ...optional('options', this.#options(field, path, kind)),
      accept: this.#accept(field.accept, `${path}.accept`),
      maxMb: this.#read.positive(field['max-mb'], `${path}.max-mb`) ?? 10,
      many: this.#read.boolean(field.many, `${path}.many`, false),
      fields: kind === 'list' ? this.#rowFields(field.fields, `${path}.fields`, later) : [],
    }
  }

  #rowFields(yaml: unknown, path: string, later: Later): readonly Field[] {
    const fields = this.#read.list(yaml, path)
    const ids = fields.map(idOf)
    this.#read.unique(ids, (n) => `${path}[${n}].id`)
    return fields.map((field, n) => {
      if (isRecord(field) && field.kind === 'list')
        this.#read.problem(`${path}[${n}].kind`, 'a list cannot hold another list')
      if (isRecord(field) && field.editable !== undefined) {
        this.#read.problem(
          `${path}[${n}].editable`,
          'say "editable" of the whole list: its rows are held or asked together',
        )
      }
      return this.#field(field, `${path}[${n}]`, { ids: later.ids, rowIds: new Set(ids.slice(n)) })
    })
  }

  #fieldId(id: unknown, path: string): string {
    if (typeof id !== 'string' || !/^[a-z][A-Za-z0-9_]*$/.test(id)) {
      this.#read.problem(path, 'use a lower-case letter, then letters, digits or _ (FEEL reads "a-b" as a subtraction)')
      return ''
    }
    if (RESERVED_NAMES.has(id)) this.#read.problem(path, `"${id}" means something in FEEL already; choose another name`)
    return id
  }

  #required(yaml: unknown, path: string, kind: Kind, later: Later): boolean | string {
    if (yaml === undefined) return kind === 'declaration'
    if (typeof yaml === 'boolean') return yaml
    return this.#feel(yaml, path, later) ?? false
  }

  #limits(field: Unread, path: string, kind: Kind, later: Later): Partial<Field> {
    const defaultLength = kind === 'text' ? 200 : kind === 'long-text' ? 5000 : undefined
    const pattern = this.#pattern(field.pattern, `${path}.pattern`)
    return {
      ...optional('min', this.#limit(field.min, `${path}.min`, kind, later)),
      ...optional('max', this.#limit(field.max, `${path}.max`, kind, later) ?? HOW_MANY[kind]),
      ...optional('maxLength', this.#read.positive(field['max-length'], `${path}.max-length`) ?? defaultLength),
      ...optional('pattern', pattern),
      ...optional('patternHelp', this.#read.textOrNothing(field['pattern-help'], `${path}.pattern-help`)),
      ...optional('unit', this.#read.string(field.unit, `${path}.unit`, 'a short unit, for example m²')),
    }
  }

  #limit(yaml: unknown, path: string, kind: Kind, later: Later): number | string | undefined {
    if (yaml === undefined || typeof yaml === 'number') {
      if (typeof yaml === 'number' && kind === 'date')
        this.#read.problem(path, 'write a date in quotes, "2026-03-27", or FEEL')
      return yaml
    }
    if (!['number', 'integer', 'money', 'date'].includes(kind)) {
      this.#read.problem(path, 'write a whole number: how many')
      return undefined
    }
    if (kind === 'date' && typeof yaml === 'string' && ISO_DATE.test(yaml)) return yaml
    return this.#feel(yaml, path, later)
  }

  #pattern(yaml: unknown, path: string): string | undefined {
    const pattern = this.#read.string(yaml, path, 'a regular expression for the whole value')
    if (pattern === undefined) return undefined
    try {
      new RegExp(pattern, 'u')
      return pattern
    } catch (error) {
      this.#read.problem(path, `is not a regular expression: ${(error as Error).message}`) // RegExp throws SyntaxError only
      return undefined
    }
  }

  #source(field: Unread, path: string, kind: Kind): OptionSource | undefined {
    const from = this.#read.string(field.from, `${path}.from`, 'a path in the registers, for example household.members')
    if (kind !== 'people' && from === undefined) return undefined
    const isPeople = kind === 'people'
    return {
      from: from ?? 'household.members',
      value:
        this.#read.string(field.value, `${path}.value`, 'the name of a property') ?? (isPeople ? 'personId' : 'id'),
      label: this.#read.string(field['option-label'], `${path}.option-label`, 'the name of a property') ?? 'name',
      ...optional('where', this.#feel(field.where, `${path}.where`, { ids: NOTHING, rowIds: NOTHING })),
    }
  }

  #options(field: Unread, path: string, kind: Kind): readonly Option[] | undefined {
    if (kind !== 'choice' && kind !== 'choices') return undefined
    if ((field.options === undefined) === (field.from === undefined)) {
      this.#read.problem(
        `${path}.options`,
        'give either "options" (a list of {id, label}) or "from" (a path in the registers)',
      )
    }
    if (field.options === undefined) return undefined
    const options = this.#read.list(field.options, `${path}.options`)
    this.#read.unique(options.map(idOf), (n) => `${path}.options[${n}].id`)
    return options.map((yaml, n) => {
      const option = this.#read.record(yaml, `${path}.options[${n}]`, ['id', 'label'])
      const id = this.#read.string(option.id, `${path}.options[${n}].id`, 'a name in quotes')
      if (id === undefined) this.#read.problem(`${path}.options[${n}].id`, 'give each option an id')
      return { id: id ?? '', label: this.#read.text(option.label, `${path}.options[${n}].label`) }
    })
  }

  #accept(yaml: unknown, path: string): readonly string[] {
    const types = this.#read.strings(yaml, path) ?? ['application/pdf', 'image/jpeg', 'image/png']
    for (const type of types) {
      if (!/^[a-z]+\/([\w.+-]+|\*)$/.test(type))
        this.#read.problem(path, `"${type}" is not a type like application/pdf or image/*`)
    }
    return types
  }

  #feel(yaml: unknown, path: string, later: Later): string | undefined {
    if (yaml === undefined) return undefined
    if (typeof yaml !== 'string') {
      this.#read.problem(path, 'write a FEEL expression in quotes')
      return undefined
    }
    try {
      expressionOf(yaml)
    } catch (error) {
      this.#read.problem(path, `is not FEEL: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
    if (/\b(today|now)\s*\(/.test(yaml)) {
      this.#read.problem(path, 'a form has no clock: use "opened", the day on which the form is filled')
    }
    const early = [...idsNamedIn(yaml, later.ids, 'application'), ...idsNamedIn(yaml, later.rowIds, 'item')]
    for (const id of early)
      this.#read.problem(path, `names "${id}", which is asked here or later; only earlier answers are known`)
    return yaml
  }
}

/** One optional key of an object: nothing when the value is undefined. */
function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value }) // one computed key, which TypeScript widens
}

const EMPTY_FIELD: Field = {
  id: '',
  kind: 'info',
  label: {},
  required: false,
  editable: true,
  sealed: false,
  accept: [],
  maxMb: 0,
  many: false,
  fields: [],
}

/** The path of the n-th field of all pages. */
function fieldPath(idsOfPages: readonly (readonly string[])[], n: number, pathOf: (page: number) => string): string {
  let left = n
  const page = idsOfPages.findIndex((ids) => {
    if (left < ids.length) return true
    left -= ids.length
    return false
  })
  return `${pathOf(page)}.fields[${left}].id`
}
