import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { DateError, type Day, dayOf, isoOf, weekdayOf, yearOf } from './day.ts'
import { type Law, LawError } from './law.ts'

/** A municipality as the counting of terms sees it. Read from `law/places.yaml`. */
export type Place = {
  readonly place: string
  readonly law: string
  readonly region: string
  /** IANA zone of the official time of the seat. */
  readonly zone: string
  /** Local holidays of every year, `MM-DD`. */
  readonly localDays: readonly string[]
  /** Local holidays of the years in which they were moved; they take the place of `localDays`. */
  readonly localDaysOfYear: ReadonlyMap<number, readonly string[]>
}

/** The holidays of a place. Weekends are not among them: which weekdays are non-working is a matter of the law. */
export type Calendar = {
  readonly place: string
  readonly zone: string
  readonly holidayOn: (day: Day) => 'regional' | 'local' | undefined
}

/** An official calendar of one region and year, as published. Read from `law/calendars/REGION-YEAR.yaml`. */
export type OfficialCalendar = {
  readonly region: string
  readonly year: number
  readonly source: string
  readonly days: readonly string[]
}

/** The Gregorian calendar begins in 1583, and dates are written with four digits. */
const [FIRST_YEAR, LAST_YEAR] = [1583, 9999]

/**
 * The calendar of a place: its local days over the holidays of its region. `regionalHolidays` gives the ISO dates of a year
 * and is asked once for each.
 */
export function calendarOf(place: Place, regionalHolidays: (year: number) => readonly string[]): Calendar {
  const years = new Map<number, ReadonlyMap<Day, 'regional' | 'local'>>()
  const holidaysOf = (year: number) => {
    const known = years.get(year)
    if (known) return known
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new DateError(
        `the count reaches the year ${year}; write a date or a term from ${FIRST_YEAR} to ${LAST_YEAR}`,
      )
    }
    const days = new Map<Day, 'regional' | 'local'>()
    for (const date of localDates(place, year)) days.set(dayOf(date), 'local')
    for (const date of regionalHolidays(year)) days.set(dayOf(date), 'regional')
    years.set(year, days)
    return days
  }
  return { place: place.place, zone: place.zone, holidayOn: (day) => holidaysOf(yearOf(day)).get(day) }
}

/** Why a day does not count as a working day; `person` is a holiday only at the person's home (Ley 39/2015, art. 30.6). */
export type NonWorking = 'weekend' | 'regional' | 'local' | 'person'

/** The law with the calendars that a count goes by: that of the body and, where the law heeds it, that of the person. */
export type Calendars = { readonly law: Law; readonly calendar: Calendar; readonly personCalendar?: Calendar }

/** Why the day is not a working day, or undefined when it is one. */
export function whyNonWorking({ law, calendar, personCalendar }: Calendars, day: Day): NonWorking | undefined {
  if (law.nonWorkingWeekdays.days.has(weekdayOf(day))) return 'weekend'
  const here = calendar.holidayOn(day)
  if (here) return here
  return law.personCalendar.counts && personCalendar?.holidayOn(day) ? 'person' : undefined
}

/** Whether a date is a working day by the law and the calendars. Throws `DateError` for what is not a date. */
export function isWorkingDay(calendars: Calendars, date: string): boolean {
  return whyNonWorking(calendars, dayOf(date)) === undefined
}

/** How many working days there are after `from`, up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendars: Calendars, from: string, to: string): number {
  let count = 0
  for (let day = dayOf(from) + 1; day <= dayOf(to); day++) if (!whyNonWorking(calendars, day)) count++
  return count
}

/** The day itself when it is a working day, else the next that is. */
export function nextWorkingDay(calendars: Calendars, from: Day): Day {
  let day = from
  while (whyNonWorking(calendars, day)) day++
  return day
}

const monthDay = Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' })
const closed = { additionalProperties: false }
const PlacesFile = Type.Object(
  {
    regions: Type.Record(
      Type.String(),
      Type.Object(
        { country: Type.String(), state: Type.Optional(Type.String()), substitutes: Type.Optional(Type.Boolean()) },
        closed,
      ),
    ),
    places: Type.Record(
      Type.String(),
      Type.Object(
        {
          law: Type.String(),
          region: Type.String(),
          zone: Type.String(),
          'local-days': Type.Array(monthDay),
          'local-days-of': Type.Optional(Type.Record(Type.String({ pattern: '^\\d{4}$' }), Type.Array(monthDay))),
        },
        closed,
      ),
    ),
  },
  closed,
)

/** Where the holidays of a region are found when no official calendar of the year is at hand. */
export type Region = {
  readonly country: string
  readonly state?: string
  /** Whether a holiday that falls on a weekend is also kept on the Monday after. */
  readonly substitutes: boolean
}

/** Reads a parsed `law/places.yaml`. Throws `LawError` with every problem. */
export function parsePlaces(
  file: unknown,
  source: string,
): { readonly regions: ReadonlyMap<string, Region>; readonly places: ReadonlyMap<string, Place> } {
  if (!Value.Check(PlacesFile, file)) throw shapeError(Value.Errors(PlacesFile, file), source)
  const regions = new Map(
    Object.entries(file.regions).map(([name, region]) => [name, { substitutes: false, ...region }] as const),
  )
  const places = new Map<string, Place>()
  for (const [place, { law, region, zone, ...days }] of Object.entries(file.places)) {
    if (!regions.has(region)) throw new LawError(`${source}/places/${place}/region: no region "${region}" above`)
    if (!isZone(zone)) throw new LawError(`${source}/places/${place}/zone: "${zone}" is not a zone like Europe/Madrid`)
    const ofYear = Object.entries(days['local-days-of'] ?? {}).map(([year, list]) => [Number(year), list] as const)
    places.set(place, {
      place,
      law,
      region,
      zone,
      localDays: days['local-days'],
      localDaysOfYear: new Map(ofYear),
    })
  }
  return { regions, places }
}

const CalendarFile = Type.Object(
  { region: Type.String(), year: Type.Integer(), source: Type.String(), days: Type.Array(Type.String()) },
  closed,
)

/** Reads a parsed `law/calendars/REGION-YEAR.yaml`. Throws `LawError`, also for a day that is not of the year. */
export function parseOfficialCalendar(file: unknown, source: string): OfficialCalendar {
  if (!Value.Check(CalendarFile, file)) throw shapeError(Value.Errors(CalendarFile, file), source)
  for (const day of file.days) {
    if (isoOf(dayOf(day)).slice(0, 4) !== String(file.year))
      throw new LawError(`${source}: ${day} is not in ${file.year}`)
  }
  return file
}

function localDates(place: Place, year: number): readonly string[] {
  const days = place.localDaysOfYear.get(year) ?? place.localDays
  return days.filter((day) => day !== '02-29' || isLeap(year)).map((day) => `${String(year).padStart(4, '0')}-${day}`)
}

function isLeap(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

function shapeError(errors: readonly { instancePath: string; message: string }[], source: string): LawError {
  return new LawError(errors.map((e) => `${source}${e.instancePath}: ${e.message}`).join('\n'))
}
