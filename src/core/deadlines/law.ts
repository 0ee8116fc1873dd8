import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { WEEKDAYS, type Weekday } from './day.ts'
import { parseTerm, type Term } from './term.ts'

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
  const shape = Value.Errors(LawFile, file)
  if (!Value.Check(LawFile, file)) {
    throw new LawError(shape.map((e) => `${source}${e.instancePath}: ${e.message}`).join('\n'))
  }
  const problems: string[] = []
  const term = (text: string, place: string): Term => {
    try {
      return parseTerm(text)
    } catch (error) {
      problems.push(`${source}/${place}: ${(error as Error).message}`) // parseTerm throws TermError only
      return { amount: 1, unit: 'days' }
    }
  }
  const starts = new Map(
    Object.entries(file.starts).map(([name, rule]) => [
      name,
      { onNonWorkingDay: rule['on-non-working-day'], article: rule.article },
    ]),
  )
  const acts = new Map<string, ActOfLaw>()
  for (const [name, act] of Object.entries(file.acts)) {
    const place = `acts/${name}`
    if (!starts.has(act.start))
      problems.push(`${source}/${place}/start: "${act.start}" is not one of ${[...starts.keys()]}`)
    if (act.appeal && !file.acts[act.appeal]) problems.push(`${source}/${place}/appeal: "${act.appeal}" is not an act`)
    acts.set(name, {
      act: name,
      start: act.start,
      article: act.article,
      suspends: act.suspends ?? false,
      onlyOnce: act['only-once'] ?? false,
      ...(act.term ? { term: term(act.term, `${place}/term`) } : {}),
      ...(act.silence ? { silence: act.silence } : {}),
      ...(act['suspends-at-most']
        ? { suspendsAtMost: term(act['suspends-at-most'], `${place}/suspends-at-most`) }
        : {}),
      ...(act.appeal ? { appeal: act.appeal } : {}),
      ...(act.note ? { note: act.note } : {}),
    })
  }
  const electronic = file['electronic-notification']
  const law: Law = {
    name: file.law,
    title: file.title,
    days: file.days,
    calendarDays: file['calendar-days'],
    nonWorkingWeekdays: {
      days: weekdays(file['non-working-weekdays'].days, problems, source),
      article: file['non-working-weekdays'].article,
    },
    personCalendar: file['person-calendar'],
    starts,
    months: file.months,
    end: file.end,
    hours: {
      in: file.hours.in,
      article: file.hours.article,
      ...(file.hours['at-most'] ? { atMost: file.hours['at-most'] } : {}),
    },
    suspension: file.suspension,
    extension: new Map(
      Object.entries(file.extension).map(([name, rule]) => [name, { atMost: rule['at-most'], article: rule.article }]),
    ),
    ...(file.urgency ? { urgency: file.urgency } : {}),
    ...(electronic
      ? {
          electronicNotification: {
            rejectedAfter: term(electronic['rejected-after'], 'electronic-notification/rejected-after'),
            article: electronic.article,
          },
        }
      : {}),
    acts,
  }
  if (problems.length > 0) throw new LawError(problems.join('\n'))
  return law
}

function weekdays(names: readonly string[], problems: string[], source: string): ReadonlySet<number> {
  const numbers = names.map((name) => WEEKDAYS.indexOf(name as Weekday)) // -1 for what is not a weekday
  if (numbers.includes(-1)) problems.push(`${source}/non-working-weekdays/days: use ${WEEKDAYS.join(', ')}`)
  if (new Set(numbers).size === 7) problems.push(`${source}/non-working-weekdays/days: leave one working day at least`)
  return new Set(numbers)
}
