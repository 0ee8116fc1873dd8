/** The laws and towns of `law/` for the tests beside this file, with the holidays of the official calendars only. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Calendar, calendarOf, parsePlaces } from '../calendar.ts'
import { type Law, parseLaw } from '../law.ts'

const folder = `${import.meta.dirname.replace(/\/dist(?=\/src\/)/, '')}/../../../../law`
const read = (file: string): unknown => parse(readFileSync(`${folder}/${file}`, 'utf8'))

const { places } = parsePlaces(read('places.yaml'), 'places.yaml')

export const spain: Law = parseLaw(read('es.yaml'), 'es.yaml')
export const italy: Law = parseLaw(read('it.yaml'), 'it.yaml')
export const vilamar: Calendar = calendar('vilamar', [2025, 2026])
export const serramunt: Calendar = calendar('serramunt', [2025, 2026])
export const castelverde: Calendar = calendar('castelverde', [2025, 2026, 2027])

function calendar(name: string, years: readonly number[]): Calendar {
  const place = places.get(name)
  if (!place) throw new Error(`no ${name}`)
  const days = years.flatMap((year) => (read(`calendars/${place.region}-${year}.yaml`) as { days: string[] }).days)
  return calendarOf(place, (year) => days.filter((day) => day.startsWith(`${year}-`)))
}
