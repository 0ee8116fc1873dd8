import { parseArgs } from 'node:util'
import {
  addExtension,
  DateError,
  endOfTerm,
  LawError,
  parseTerm,
  type Step,
  type Suspension,
  type TermEnd,
  TermError,
} from '../core/deadlines/index.ts'
import { loadTexts } from '../platform/i18n/index.ts'
import { type LawBook, loadLaw } from '../platform/law.ts'
import { resource } from '../platform/root.ts'

const HELP = `finestra deadline: the end of a term, with each step of the count and its article

  --law es|it                 the law that counts
  --calendar PLACE            the municipality of the body: vilamar, castelverde, serramunt
  --person-calendar PLACE     the municipality where the person lives (Spain, art. 30.6)
  --from ISO                  the event: 2026-03-27, or 2026-03-13T13:20 for a term of hours
  --start notification|register-entry|…   what the event is (notification when left out)
  --term TEXT                 "10 days", "10 working days", "10 calendar days", "1 month", "1 year", "24 hours"
  --extended TEXT             an extension of the term
  --suspended FROM/TO         the days after FROM up to and including TO do not count; may be repeated
  --json                      {end, steps} on standard output

Example: finestra deadline --law es --calendar vilamar --from 2026-03-27 --term "10 days"
`

type Output = { write(text: string): unknown }

/** Runs `finestra deadline`; gives the exit code: 0, or 2 with the remedy on `err` when the question cannot be read. */
export async function deadlineCommand(args: readonly string[], out: Output, err: Output): Promise<number> {
  try {
    const { values } = readArgs(args)
    if (values.help) {
      out.write(HELP)
      return 0
    }
    const answer = answerOf(values, loadLaw())
    const steps = described(answer.steps)
    out.write(values.json ? `${JSON.stringify({ end: answer.end, steps }, null, 2)}\n` : printed(answer.end, steps))
    return 0
  } catch (error) {
    if (!isMistakeOfTheUser(error)) throw error
    err.write(`finestra deadline: ${error.message}\n`)
    return 2
  }
}

type Values = ReturnType<typeof readArgs>['values']

function readArgs(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      law: { type: 'string' },
      calendar: { type: 'string' },
      'person-calendar': { type: 'string' },
      from: { type: 'string' },
      start: { type: 'string', default: 'notification' },
      term: { type: 'string' },
      extended: { type: 'string' },
      suspended: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
}

function answerOf(values: Values, book: LawBook): TermEnd {
  const term = parseTerm(needed(values.term, 'term'))
  const personPlace = values['person-calendar']
  const law = book.law(needed(values.law, 'law'))
  const calendar = book.calendar(needed(values.calendar, 'calendar'))
  const ofPlace = book.places.get(calendar.place)?.law
  if (ofPlace !== law.name)
    throw new LawError(`${calendar.place} counts by the law "${ofPlace}"; write --law ${ofPlace}`)
  return endOfTerm({
    law,
    calendar,
    ...(personPlace ? { personCalendar: book.calendar(personPlace) } : {}),
    from: needed(values.from, 'from'),
    start: values.start,
    term: values.extended ? addExtension(term, parseTerm(values.extended)) : term,
    suspended: values.suspended.flatMap((text) => text.split(',')).map(suspensionOf),
  })
}

function needed(value: string | undefined, option: string): string {
  if (value) return value
  throw new TermError(`--${option} is missing; see finestra deadline --help`)
}

function suspensionOf(text: string): Suspension {
  const [from = '', to = '', ...more] = text.trim().split('/')
  if (from && to && more.length === 0) return { from, to }
  throw new DateError(`"${text}" is not a suspension; write FROM/TO, for example 2026-03-02/2026-03-09`)
}

type DescribedStep = Step & { readonly what: string }

/** Adds to each step its sentence in English, from the texts of the deadlines. */
function described(steps: readonly Step[]): readonly DescribedStep[] {
  const t = loadTexts(resource('src', 'core', 'deadlines')).translator('en')
  return steps.map((step) => ({ ...step, what: t(`deadlines.step.${step.code}`, { date: step.date, ...step.data }) }))
}

function printed(end: string, steps: readonly DescribedStep[]): string {
  return `${steps.map(({ date, what, article }) => `${date.padEnd(16)}  ${what} (${article})`).join('\n')}\n${end}\n`
}

function isMistakeOfTheUser(error: unknown): error is Error {
  if (error instanceof DateError || error instanceof TermError || error instanceof LawError) return true
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
