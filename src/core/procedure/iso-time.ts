/**
 * ISO 8601 instants, durations and repetitions as text, computed on the calendar of the offset in which
 * they are written: a month after 31 January is the last day of February, at the same hour, same offset.
 */

const instantPattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/
const durationPattern =
  /^(-)?P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** An instant in milliseconds since 1970; without offset it is UTC. Undefined when it is not one. */
export function milliseconds(instant: string): number | undefined {
  const match = instantPattern.exec(instant)
  if (!match) return undefined
  const [, day, minute = '00:00', second = ':00', fraction = '', offset = 'Z'] = match
  const value = Date.parse(
    `${day}T${minute}${second}${fraction.slice(0, 4)}${offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`,
  )
  return Number.isNaN(value) ? undefined : value
}

export function isInstant(text: string): boolean {
  return milliseconds(text) !== undefined
}

export function isDuration(text: string): boolean {
  return durationPattern.test(text)
}

/** The instant after a duration, in the offset of `instant`. Throws when either is not ISO 8601. */
export function addDuration(instant: string, duration: string): string {
  const match = durationPattern.exec(duration)
  const start = milliseconds(instant)
  if (!match || start === undefined) throw new RangeError(`Not ISO 8601: ${instant} + ${duration}`)
  const sign = match[1] ? -1 : 1
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((part) => (part === undefined ? 0 : sign * Number(part)))
  const offset = offsetOf(instant)
  const local = new Date(start + offset.minutes * 60_000)
  if (years !== 0 || months !== 0) addMonths(local, years * 12 + months)
  local.setUTCDate(local.getUTCDate() + weeks * 7 + days)
  const result = local.getTime() + Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000)
  return format(result, offset.text)
}

function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
}

function offsetOf(instant: string): { text: string; minutes: number } {
  const match = /([+-])(\d{2}):?(\d{2})$/.exec(instant.slice(10))
  if (!match) return { text: 'Z', minutes: 0 }
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return { text: `${match[1]}${match[2]}:${match[3]}`, minutes: match[1] === '-' ? -minutes : minutes }
}

function format(localMilliseconds: number, offset: string): string {
  return new Date(localMilliseconds).toISOString().replace(/(\.000)?Z$/, offset)
}

/** A repetition: how often (absent: without end), at which interval, from and until when. */
export interface Cycle {
  readonly times?: number
  readonly every: string
  readonly start?: string
  readonly until?: string
}

/** Reads `R3/PT10H`, `R/2026-01-01T08:00:00Z/P1D` or `R/P1D/2026-02-01T00:00:00Z`. */
export function parseCycle(text: string): Cycle | undefined {
  const [repeat = '', ...parts] = text.split('/')
  const counted = /^R(\d*|-1)$/.exec(repeat)
  if (!counted) return undefined
  const times = counted[1] === '' || counted[1] === '-1' ? {} : { times: Number(counted[1]) }
  const [first = '', second] = parts
  if (parts.length === 1 && isDuration(first)) return { ...times, every: first }
  if (parts.length !== 2 || second === undefined) return undefined
  if (isInstant(first) && isDuration(second)) return { ...times, every: second, start: first }
  if (isDuration(first) && isInstant(second)) return { ...times, every: first, until: second }
  return undefined
}
