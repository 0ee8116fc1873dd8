import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { WEEKDAYS, type Weekday } from './day.ts'
import { parseTerm, type Term, TermError } from './term.ts'

/** What a law says of the counting of terms, and the terms of its acts. Read from `law/<name>.yaml`. */
export type Law = {
  readonly name: string
  readonly title: string
  /** What the word "days" means where nothing else is said. */
  readonly days: Rule & { readonly are: 'working-days' | 'calendar-days' }
  readonly calendarDays: Rule
  /** Weekdays that are never working days, as numbers from Sunday = 0. */
  readonly nonWorkingWeekdays: Rule & { readonly days: ReadonlySet<number> }
  /** Whether a holiday at the person's home stops the count too. */
  readonly personCalendar: Rule & { readonly counts: boolean }
  /** What may open a term, and whether that event, on a non-working day, counts as made on the next working day. */
  readonly starts: ReadonlyMap<string, StartRule>
  readonly months: Rule
  /** An end on a non-working day moves to the next working day. */
  readonly end: Rule
  readonly hours: Rule & { readonly in: 'working-days' | 'calendar-days'; readonly atMost?: number }
  readonly suspension: Rule
  readonly extension: ReadonlyMap<string, Rule & { readonly atMost: 'half' | 'whole' }>
  readonly urgency?: Rule
  readonly electronicNotification?: Rule & { readonly rejectedAfter: Term }
  readonly acts: ReadonlyMap<string, ActOfLaw>
}

/** A rule with the article that it rests on. */
export type Rule = { readonly article: string }

export type StartRule = Rule & { readonly onNonWorkingDay: 'stays' | 'moves' }

/** The term of one kind of act: how long, from what, what silence means, what suspends it, and the appeal. */
export type ActOfLaw = Rule & {
  readonly act: string
  readonly term?: Term
  readonly start: string
  readonly silence?: 'granted' | 'refused' | 'expiry' | 'proceed'
  readonly suspends: boolean
  readonly suspendsAtMost?: Term
  readonly onlyOnce: boolean
  readonly appeal?: string
  readonly note?: string
}

/** A law that does not hold together; the message lists every problem with its place in the file. */
export class LawError extends Error {
  override name = 'LawError'
}

const article = Type.String({ minLength: 1 })
const dayKind = Type.Union([Type.Literal('working-days'), Type.Literal('calendar-days')])
const closed = { additionalProperties: false }

const LawFile = Type.Object(
  {
    law: Type.String(),
    title: Type.String(),
    days: Type.Object({ are: dayKind, article }, closed),
    'calendar-days': Type.Object({ article }, closed),
    'non-working-weekdays': Type.Object({ days: Type.Array(Type.String()), article }, closed),
    'person-calendar': Type.Object({ counts: Type.Boolean(), article }, closed),
    starts: Type.Record(
      Type.String(),
      Type.Object(
        { 'on-non-working-day': Type.Union([Type.Literal('stays'), Type.Literal('moves')]), article },
        closed,
      ),
    ),
    months: Type.Object({ article }, closed),
    end: Type.Object({ article }, closed),
    hours: Type.Object({ in: dayKind, 'at-most': Type.Optional(Type.Integer({ minimum: 1 })), article }, closed),
    suspension: Type.Object({ article }, closed),
    extension: Type.Record(
      Type.String(),
      Type.Object({ 'at-most': Type.Union([Type.Literal('half'), Type.Literal('whole')]), article }, closed),
    ),
    urgency: Type.Optional(Type.Object({ article }, closed)),
    'electronic-notification': Type.Optional(Type.Object({ 'rejected-after': Type.String(), article }, closed)),
    acts: Type.Record(
      Type.String(),
      Type.Object(
        {
          term: Type.Optional(Type.String()),
          start: Type.String(),
          silence: Type.Optional(
            Type.Union([
              Type.Literal('granted'),
              Type.Literal('refused'),
              Type.Literal('expiry'),
              Type.Literal('proceed'),
            ]),
          ),
          suspends: Type.Optional(Type.Boolean()),
          'suspends-at-most': Type.Optional(Type.String()),
          'only-once': Type.Optional(Type.Boolean()),
          appeal: Type.Optional(Type.String()),
          note: Type.Optional(Type.String()),
          article,
        },
        closed,
      ),
    ),
  },
  closed,
)

/**
 * Reads a parsed `law/<name>.yaml`; `source` is named in messages. Throws `LawError` with every problem: a wrong shape, an
 * unknown weekday, a term that cannot be read, an act that starts from, or is appealed by, something the law does not have.
 */
export function parseLaw(file: unknown, source: string): Law {
  if (!Value.Check(LawFile, file)) {
    const errors = Value.Errors(LawFile, file)
    throw new LawError(errors.map((e) => `${source}${e.instancePath}: ${e.message}`).join('\n'))
  }
  const problems: string[] = []
  const law = lawOf(file, (place, problem) => problems.push(`${source}/${place}: ${problem}`))
  if (problems.length > 0) throw new LawError(problems.join('\n'))
  return law
}

type LawFile = Type.Static<typeof LawFile>
type Report = (place: string, problem: string) => void

function lawOf(file: LawFile, report: Report): Law {
  const { article, 'rejected-after': rejectedAfter } = file['electronic-notification'] ?? {}
  const weekend = file['non-working-weekdays']
  return {
    name: file.law,
    title: file.title,
    days: file.days,
    calendarDays: file['calendar-days'],
    nonWorkingWeekdays: { days: weekdays(weekend.days, report), article: weekend.article },
    personCalendar: file['person-calendar'],
    starts: renamed(file.starts, ({ 'on-non-working-day': onNonWorkingDay, ...rule }) => ({
      ...rule,
      onNonWorkingDay,
    })),
    months: file.months,
    end: file.end,
    hours: withAtMost(file.hours),
    suspension: file.suspension,
    extension: renamed(file.extension, ({ 'at-most': atMost, article }) => ({ atMost, article })),
    ...(file.urgency ? { urgency: file.urgency } : {}),
    ...(article && rejectedAfter
      ? { electronicNotification: { rejectedAfter: termOf(rejectedAfter, 'electronic-notification', report), article } }
      : {}),
    acts: renamed(file.acts, (act, name) => actOf(name, act, file, report)),
  }
}

function actOf(name: string, act: LawFile['acts'][string], file: LawFile, report: Report): ActOfLaw {
  const { term, suspends = false, 'suspends-at-most': atMost, 'only-once': onlyOnce = false, ...rest } = act
  const place = `acts/${name}`
  if (!file.starts[act.start]) report(`${place}/start`, `"${act.start}" is not one of ${Object.keys(file.starts)}`)
  if (act.appeal && !file.acts[act.appeal]) report(`${place}/appeal`, `"${act.appeal}" is not an act of this law`)
  return {
    ...rest,
    act: name,
    suspends,
    onlyOnce,
    ...(term ? { term: termOf(term, `${place}/term`, report) } : {}),
    ...(atMost ? { suspendsAtMost: termOf(atMost, `${place}/suspends-at-most`, report) } : {}),
  }
}

function termOf(text: string, place: string, report: Report): Term {
  try {
    return parseTerm(text)
  } catch (error) {
    if (!(error instanceof TermError)) throw error
    report(place, error.message)
    return { amount: 1, unit: 'days' }
  }
}

function withAtMost({ 'at-most': atMost, ...hours }: LawFile['hours']): Law['hours'] {
  return atMost ? { ...hours, atMost } : hours
}

function renamed<From, To>(
  record: Record<string, From>,
  to: (value: From, name: string) => To,
): ReadonlyMap<string, To> {
  return new Map(Object.entries(record).map(([name, value]) => [name, to(value, name)]))
}

function weekdays(names: readonly string[], report: Report): ReadonlySet<number> {
  const numbers = names.map((name) => WEEKDAYS.indexOf(name as Weekday)) // -1 for what is not a weekday
  if (numbers.includes(-1)) report('non-working-weekdays/days', `use ${WEEKDAYS.join(', ')}`)
  if (new Set(numbers).size === 7) report('non-working-weekdays/days', 'leave one working day at least')
  return new Set(numbers)
}
