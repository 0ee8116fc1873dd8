/** `days` are what the law says that days are: working days in Spain (art. 30.2), calendar days in Italy. */
export type TermUnit = 'hours' | 'days' | 'working-days' | 'calendar-days' | 'months' | 'years'

/** A length of time of the law: `10 days`, or with `plus` one that goes on in another unit (1 month extended by 15 days). */
export type Term = { readonly amount: number; readonly unit: TermUnit; readonly plus?: Term }

/** A term that cannot be read or is not allowed, with the remedy. */
export class TermError extends Error {
  override name = 'TermError'
}

const UNITS: ReadonlyMap<string, TermUnit> = new Map([
  ['hour', 'hours'],
  ['day', 'days'],
  ['working day', 'working-days'],
  ['calendar day', 'calendar-days'],
  ['natural day', 'calendar-days'],
  ['month', 'months'],
  ['year', 'years'],
])

/** Days that each unit is worth when two lengths are compared; never used to count. */
const DAYS_OF_UNIT: Record<TermUnit, number> = {
  hours: 1 / 24,
  days: 1,
  'working-days': 1,
  'calendar-days': 1,
  months: 30,
  years: 360,
}

/**
 * Reads `10 days`, `10 working days`, `10 calendar days`, `1 month`, `1 year`, `24 hours`, or such parts joined by `and`
 * (`1 month and 15 calendar days`). Parts of the same unit make one: `1 month and 1 month` is 2 months, which from 31
 * January end on 31 March. Throws `TermError` naming what may be written.
 */
export function parseTerm(text: string): Term {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/\s+and\s+/)
  const terms = parts.map((part) => parsePart(part, text))
  return terms.reduceRight((rest, part) => addExtension(part, rest))
}

/** Writes a term as `parseTerm` reads it. */
export function formatTerm(term: Term): string {
  const unit = term.unit.replace('-', ' ')
  const text = `${term.amount} ${term.amount === 1 ? unit.slice(0, -1) : unit}`
  return term.plus ? `${text} and ${formatTerm(term.plus)}` : text
}

/**
 * The term lengthened by an extension: one longer term, counted from the same start. Whether the law allows the extension
 * is asked with `extensionAllowed`.
 */
export function addExtension(term: Term, extension: Term): Term {
  if (term.plus) return { ...term, plus: addExtension(term.plus, extension) }
  if (term.unit !== extension.unit) return { ...term, plus: extension }
  const { plus } = extension
  return { amount: term.amount + extension.amount, unit: term.unit, ...(plus ? { plus } : {}) }
}

/** Whether an extension is within its limit: half of the term (Ley 39/2015, art. 32.1) or as much again (art. 23.1). */
export function extensionAllowed(
  { term, extension }: { readonly term: Term; readonly extension: Term },
  atMost: 'half' | 'whole',
): boolean {
  return worth(extension) <= worth(term) * (atMost === 'half' ? 0.5 : 1)
}

/**
 * The term by half, for urgency (Ley 39/2015, art. 33). Half a day or half an hour more is given to the person; half a month
 * is 15 calendar days; half a year, 6 months.
 */
export function halfTerm(term: Term): Term {
  const half = halfOfPart(term)
  return term.plus ? addExtension(half, halfTerm(term.plus)) : half
}

function halfOfPart({ amount, unit }: Term): Term {
  if (unit === 'years') return halfOfPart({ amount: amount * 12, unit: 'months' })
  if (unit !== 'months') return { amount: Math.ceil(amount / 2), unit }
  if (amount % 2 === 0) return { amount: amount / 2, unit }
  const days: Term = { amount: 15, unit: 'calendar-days' }
  return amount === 1 ? days : { amount: (amount - 1) / 2, unit, plus: days }
}

function worth(term: Term): number {
  return term.amount * DAYS_OF_UNIT[term.unit] + (term.plus ? worth(term.plus) : 0)
}

function parsePart(part: string, whole: string): Term {
  const match = /^(\d{1,4}) +((?:working |calendar |natural )?[a-z]+?)s?$/.exec(part)
  const unit = UNITS.get(match?.[2] ?? '')
  const amount = Number(match?.[1] ?? 0)
  if (unit && amount > 0) return { amount, unit }
  throw new TermError(
    `"${whole}" is not a term; write a number above 0 and one of: hours, days, working days, calendar days, months, years (for example "10 working days")`,
  )
}
