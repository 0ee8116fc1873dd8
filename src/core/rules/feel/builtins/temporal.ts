import { asInteger } from '../compile/arithmetic.ts'
import { type FeelNumber, isInteger, subtract, toDouble } from '../number.ts'
import type { Run } from '../run.ts'
import { dateOf, dayOfYear, FeelDate, monthsBetween, parseDate, weekday, weekOfYear } from '../temporal/date.ts'
import { FeelDateTime, parseDateTime } from '../temporal/date-time.ts'
import { DaysTime, parseDuration } from '../temporal/duration.ts'
import { FeelTime, LOCAL, offsetPlace, type Place, parseTime, timeOf, UTC } from '../temporal/time.ts'
import { isZone } from '../temporal/zone.ts'
import type { Value } from '../value.ts'
import type { Group } from './built-in.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** Functions that make and read dates, times and durations (DMN tables 73 and 79). */
export const TEMPORAL: Group = {
  date: [
    { parameters: 'from: value', give: dateFrom },
    {
      parameters: 'year: number, month: number, day: number',
      give(year: FeelNumber, month: FeelNumber, day: FeelNumber) {
        return dateOf(toDouble(year), toDouble(month), toDouble(day)) ?? this.fail('there is no such date')
      },
    },
  ],
  time: [
    { parameters: 'from: value', give: timeFrom },
    { parameters: 'hour: number, minute: number, second: number, offset?: any', give: timeFromParts },
  ],
  'date and time': [
    { parameters: 'from: value', give: momentFrom },
    { parameters: 'date: day, time: value', give: momentOf },
    {
      parameters:
        'year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: any',
      give: momentFromParts,
    },
    {
      parameters:
        'year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string',
      give: momentFromParts,
    },
  ],
  duration: [
    {
      parameters: 'from: value',
      give(from: Value) {
        if (from instanceof DaysTime) return from
        return (typeof from === 'string' ? parseDuration(from) : null) ?? this.fail('duration: this is no duration')
      },
    },
  ],
  'years and months duration': [
    {
      parameters: 'from: day, to: day',
      give: (from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime) => monthsBetween(dayOf(from), dayOf(to)),
    },
  ],
  'day of year': [{ parameters: 'date: day', give: (date: FeelDate | FeelDateTime) => dayOfYear(dayOf(date)) }],
  'day of week': [
    { parameters: 'date: day', give: (date: FeelDate | FeelDateTime) => WEEKDAYS[weekday(dayOf(date)) - 1] ?? null },
  ],
  'month of year': [
    { parameters: 'date: day', give: (date: FeelDate | FeelDateTime) => MONTHS[dayOf(date).month - 1] ?? null },
  ],
  'week of year': [{ parameters: 'date: day', give: (date: FeelDate | FeelDateTime) => weekOfYear(dayOf(date)) }],
  now: [
    {
      parameters: '',
      give() {
        return this.now ?? this.fail('now() needs the instant of the evaluation')
      },
    },
  ],
  today: [
    {
      parameters: '',
      give() {
        return this.now?.date ?? this.fail('today() needs the instant of the evaluation')
      },
    },
  ],
}

function dayOf(value: FeelDate | FeelDateTime): FeelDate {
  return value instanceof FeelDateTime ? value.date : value
}

function dateFrom(this: Run, from: Value): Value {
  if (from instanceof FeelDate) return from
  if (from instanceof FeelDateTime) return from.date
  return (typeof from === 'string' ? parseDate(from) : null) ?? this.fail('date: this is no date')
}

function timeFrom(this: Run, from: Value): Value {
  if (from instanceof FeelTime) return from
  if (from instanceof FeelDateTime) return from.time
  if (from instanceof FeelDate) return new FeelTime(0, 0, UTC)
  return (typeof from === 'string' ? parseTime(from) : null) ?? this.fail('time: this is no time')
}

function timeFromParts(this: Run, hour: FeelNumber, minute: FeelNumber, second: FeelNumber, offset: Value): Value {
  const place = placeOf(offset)
  const [hours, minutes] = [asInteger(hour), asInteger(minute)]
  if (place === null || hours === undefined || minutes === undefined) return this.fail('time: there is no such time')
  const { whole, nano } = splitSecond(second)
  return timeOf(hours, minutes, whole, nano, place) ?? this.fail('time: there is no such time')
}

function splitSecond(second: FeelNumber): { whole: number; nano: number } {
  const whole = Math.floor(toDouble(second))
  const fraction = isInteger(second) ? 0 : toDouble(subtract(second, whole) ?? 0)
  return { whole, nano: Math.floor(fraction * 1e9 + 1e-3) }
}

function placeOf(offset: Value): Place | null {
  if (offset === null) return LOCAL
  if (offset instanceof DaysTime) return offsetPlace(offset.seconds)
  return typeof offset === 'string' && isZone(offset) ? { kind: 'zone', name: offset } : null
}

function momentFrom(this: Run, from: Value): Value {
  if (from instanceof FeelDateTime) return from
  if (from instanceof FeelDate) return new FeelDateTime(from, new FeelTime(0, 0, UTC))
  return (typeof from === 'string' ? parseDateTime(from) : null) ?? this.fail('date and time: this is no moment')
}

function momentOf(this: Run, date: FeelDate | FeelDateTime, time: Value): Value {
  if (!(time instanceof FeelTime)) return this.fail('date and time: the second argument is a time')
  return new FeelDateTime(dayOf(date), time)
}

function momentFromParts(this: Run, ...parts: [...FeelNumber[], Value]): Value {
  const offset = parts.at(-1) ?? null
  // The signature has six numbers before the offset.
  const [year, month, day, hour, minute, second] = parts.slice(0, 6) as FeelNumber[]
  const date = dateOf(toDouble(year ?? 0), toDouble(month ?? 0), toDouble(day ?? 0))
  const time = timeFromParts.call(this, hour ?? 0, minute ?? 0, second ?? 0, offset)
  if (date === null || !(time instanceof FeelTime)) return this.fail('date and time: there is no such moment')
  return new FeelDateTime(date, time)
}
