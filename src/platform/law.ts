import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import {
  type Calendar,
  calendarOf,
  type Law,
  LawError,
  type Place,
  parseLaw,
  parseOfficialCalendar,
  parsePlaces,
  type Region,
} from '../core/deadlines/index.ts'
import { computedHolidays } from './computed-holidays.ts'
import { projectRoot } from './root.ts'

/** The laws, places and calendars of `law/`, read and checked. */
export type LawBook = {
  readonly laws: ReadonlyMap<string, Law>
  readonly places: ReadonlyMap<string, Place>
  /** The law by its name. Throws `LawError` naming those at hand. */
  readonly law: (name: string) => Law
  /** The calendar of a place. Throws `LawError` naming those at hand. */
  readonly calendar: (place: string) => Calendar
  /** The calendar of the municipality that somebody calls by its name ("Serramunt"); undefined when it is not at hand. */
  readonly calendarCalled: (name: string) => Calendar | undefined
}

/** Beside the official calendars, the years that the rules of `date-holidays` give; official ones override it. */
const COMPUTED = 'computed.yaml'

const books = new Map<string, LawBook>()

/**
 * Reads `law/` under `root` once: `places.yaml`, `calendars/` (official calendars, which override what is computed)
 * and every other `*.yaml` as a law. Throws `LawError` with the file and the place in it.
 */
export function loadLaw(root: string = projectRoot): LawBook {
  const known = books.get(root)
  if (known) return known
  const book = readBook(join(root, 'law'))
  books.set(root, book)
  return book
}

function readBook(folder: string): LawBook {
  const { regions, places } = parsePlaces(readYaml(folder, 'places.yaml'), 'law/places.yaml')
  const laws = new Map<string, Law>()
  for (const file of yamlFiles(folder).filter((name) => name !== 'places.yaml')) {
    const law = parseLaw(readYaml(folder, file), `law/${file}`)
    laws.set(law.name, law)
  }
  const known = new Map([...foreseenDays(join(folder, 'calendars')), ...officialDays(join(folder, 'calendars'))])
  const holidays = holidaysOf(regions, known)
  const calendars = new Map<string, Calendar>()
  for (const place of places.values()) {
    if (!laws.has(place.law))
      throw new LawError(`law/places.yaml/places/${place.place}/law: no file for "${place.law}"`)
    calendars.set(place.place, calendarOf(place, holidays(place.region)))
  }
  const calendarCalled = (name: string) => calendars.get(placeOf(name))
  return { laws, places, law: named(laws, 'law'), calendar: named(calendars, 'place'), calendarCalled }
}

/** A municipality's name as `law/places.yaml` writes it: "Santa Coloma" is `santa-coloma`. */
function placeOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

function named<T>(all: ReadonlyMap<string, T>, what: string): (name: string) => T {
  return (name) => {
    const one = all.get(name)
    if (one) return one
    throw new LawError(`there is no ${what} "${name}" in law/; use one of: ${[...all.keys()].join(', ')}`)
  }
}

/** Days of the official calendars by region and year. */
function officialDays(folder: string): ReadonlyMap<string, readonly string[]> {
  const days = new Map<string, readonly string[]>()
  for (const file of yamlFiles(folder).filter((name) => name !== COMPUTED)) {
    const calendar = parseOfficialCalendar(readYaml(folder, file), `law/calendars/${file}`)
    days.set(`${calendar.region}-${calendar.year}`, calendar.days)
  }
  return days
}

/** The holidays of a region by year: as officially published, else as its rules give them. */
function holidaysOf(regions: ReadonlyMap<string, Region>, known: ReadonlyMap<string, readonly string[]>) {
  return (name: string) => {
    const region = regions.get(name)
    if (!region) throw new LawError(`law/places.yaml: no region "${name}"`)
    return (year: number) => known.get(`${name}-${year}`) ?? computedHolidays(region, year)
  }
}

/** The days of `computed.yaml` by region and year: what the rules give, worked out beforehand. */
function foreseenDays(folder: string): ReadonlyMap<string, readonly string[]> {
  const file = readYaml(folder, COMPUTED) as Record<string, Record<string, string[]>> // written by us, compared by a test
  return new Map(
    Object.entries(file).flatMap(([region, years]) =>
      Object.entries(years).map(([year, days]) => [`${region}-${year}`, days.map((day) => `${year}-${day}`)] as const),
    ),
  )
}

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
}

function readYaml(folder: string, file: string): unknown {
  return parse(readFileSync(join(folder, file), 'utf8'))
}
