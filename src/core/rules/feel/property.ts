import { Range } from './range.ts'
import { entry } from './scope.ts'
import { FeelDate, weekday } from './temporal/date.ts'
import { FeelDateTime, offsetOf, startOfDayUtc } from './temporal/date-time.ts'
import { DaysTime, YearsMonths } from './temporal/duration.ts'
import { FeelTime } from './temporal/time.ts'
import { isContext, type Value } from './value.ts'

/** What a value has under a name: an entry of a context, or a property of DMN table 60. Undefined when nothing. */
export function property(value: NonNullable<Value>, name: string): Value | undefined {
  if (isContext(value)) return entry(value, name)
  if (value instanceof FeelDateTime) return propertyOfMoment(value, name)
  if (value instanceof FeelDate) return propertyOfDate(value, name) ?? propertyOfMoment(startOfDayUtc(value), name)
  if (value instanceof FeelTime) return propertyOfTime(value, name)
  if (value instanceof YearsMonths) return propertyOfYearsMonths(value, name)
  if (value instanceof DaysTime) return isDayTimePart(name) ? value.component(name) : undefined
  return value instanceof Range ? propertyOfRange(value, name) : undefined
}

function propertyOfMoment(moment: FeelDateTime, name: string): Value | undefined {
  if (name === 'time offset') {
    const offset = offsetOf(moment)
    return offset === null ? null : DaysTime.ofSeconds(offset)
  }
  return propertyOfDate(moment.date, name) ?? propertyOfTime(moment.time, name)
}

function propertyOfDate(date: FeelDate, name: string): Value | undefined {
  if (name === 'year' || name === 'month' || name === 'day') return date[name]
  return name === 'weekday' ? weekday(date) : undefined
}

function propertyOfTime(time: FeelTime, name: string): Value | undefined {
  switch (name) {
    case 'hour':
      return Math.floor(time.second / 3600)
    case 'minute':
      return Math.floor(time.second / 60) % 60
    case 'second':
      return time.second % 60
    case 'time offset':
      return time.place.kind === 'offset' ? DaysTime.ofSeconds(time.place.seconds) : null
    case 'timezone':
      return time.place.kind === 'zone' ? time.place.name : null
    default:
      return undefined
  }
}

function propertyOfYearsMonths(duration: YearsMonths, name: string): Value | undefined {
  if (name === 'years') return Math.trunc(duration.months / 12) + 0
  return name === 'months' ? (duration.months % 12) + 0 : undefined
}

function isDayTimePart(name: string): name is 'days' | 'hours' | 'minutes' | 'seconds' {
  return name === 'days' || name === 'hours' || name === 'minutes' || name === 'seconds'
}

function propertyOfRange(range: Range, name: string): Value | undefined {
  switch (name) {
    case 'start':
      return range.form === '!=' ? null : range.start
    case 'end':
      return range.form === '!=' ? null : range.end
    case 'start included':
      return range.startIncluded
    case 'end included':
      return range.endIncluded
    default:
      return undefined
  }
}
