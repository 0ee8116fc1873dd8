import { localDate } from '../../core/deadlines/index.ts'
import { ageOn } from '../../modules/people/index.ts'
import type { CastCase } from '../behaviour.ts'
import type { Resident } from '../people/resident.ts'
import { type Chance, chance as chanceOf } from '../random.ts'
import { membersOf } from '../registers.ts'
import { hourOfDay, indexAt, startOfDay } from './day-hours.ts'
import type { Played, Stage } from './stage.ts'

/** A case that will be filed. */
export interface PlannedCase {
  /** Its place among the cases of the town, in the order of filing. */
  readonly index: number
  readonly number: string
  readonly year: number
  readonly played: Played
  readonly openedAt: number
  readonly applicant: Resident
  /** How it comes in. */
  readonly channel: string
  readonly script: CastCase | null
}

type Unnumbered = Omit<PlannedCase, 'index' | 'number' | 'year'>

/** Which cases are filed in a town, when and by whom: so many, and those of the cast. */
export function planOf(stage: Stage, count: number): PlannedCase[] {
  const chance = chanceOf(stage.seed * 41 + stage.town.id)
  const total = stage.played.reduce((sum, { behaviour }) => sum + behaviour.share, 0)
  const filed = stage.played.flatMap((played) => {
    const many = Math.round((count * played.behaviour.share) / total)
    const instants = instantsOf(stage, played, many, chance)
    const applicants = applicantsOf(stage, played, chance)
    return instants.flatMap((openedAt) => {
      const applicant = applicants(openedAt)
      if (!applicant) return []
      const channel = channelOf(applicant, played, chance)
      return [{ played, openedAt: openFor(channel, openedAt, stage, chance), applicant, channel, script: null }]
    })
  })
  return numbered([...filed, ...castCases(stage, chance)])
}

/** Whoever gets paper comes to the counter; the others as the procedure's people do. */
function channelOf({ notification }: Resident, { behaviour }: Played, chance: Chance): string {
  if (notification === 'paper') return 'counter'
  return chance.weighted(Object.entries(behaviour.channels).map(([name, weight]) => ({ name, weight }))).name
}

/** The web never closes; where an officer takes the application in, the town hall is open. */
function openFor(channel: string, at: number, { hours, since, now }: Stage, chance: Chance): number {
  if (channel === 'web' || channel === 'kiosk') return at
  const part = chance.next()
  const sameDay = hours.notAfter(at, part)
  return Math.max(sameDay < now ? sameDay : hours.notAfter(at - DAY, part), since)
}

/** The number of the year, in the order of filing. */
function numbered(cases: readonly Unnumbered[]): PlannedCase[] {
  const last = new Map<number, number>()
  return cases
    .toSorted((one, other) => one.openedAt - other.openedAt)
    .map((one, index) => {
      const year = new Date(one.openedAt).getUTCFullYear()
      const number = (last.get(year) ?? 0) + 1
      last.set(year, number)
      return { ...one, index, year, number: `${year}/${String(number).padStart(6, '0')}` }
    })
}

const DAY = 86_400_000
const HOUR = 3_600_000

/** When applications come: by weekday, month and hour; those of a call within its weeks, and most on its last day. */
function instantsOf(stage: Stage, { procedure }: Played, count: number, chance: Chance): number[] {
  const { call } = procedure.service
  const days = daysBetween(stage.since, stage.now).map((day) => ({
    day,
    weight: call ? weightInCall(day, call) : weightOf(day),
  }))
  let sum = 0
  const sums = days.map(({ weight }) => {
    sum += weight
    return sum
  })
  if (sum === 0) return []
  return Array.from({ length: count }, () => {
    const { day, weight } = days[indexAt(sums, chance.next() * sum)]!
    const isLastDay = call !== undefined && weight > 1
    const at =
      startOfDay(stage.municipality, day) +
      (isLastDay && chance.happens(0.2) ? 23 : hourOfDay(chance)) * HOUR +
      chance.whole(0, HOUR - 1)
    // What would come later today came at the same hour of yesterday.
    return Math.max(at < stage.now ? at : at - DAY, stage.since)
  })
}

function daysBetween(since: number, now: number): string[] {
  const days: string[] = []
  for (let day = since; day < now; day += DAY) days.push(new Date(day).toISOString().slice(0, 10))
  return days
}

const WEEKDAYS = [0.12, 1.3, 1, 0.95, 0.95, 0.8, 0.15]
const MONTHS: Readonly<Record<number, number>> = { 8: 0.5, 9: 1.4 }

function weightOf(day: string): number {
  return WEEKDAYS[new Date(day).getUTCDay()]! * (MONTHS[Number(day.slice(5, 7))] ?? 1)
}

/** The last day of a call has thirty times the mean of the others. */
function weightInCall(day: string, { opens, closes }: { opens: string; closes: string }): number {
  const date = day.slice(5)
  if (date < opens || date > closes) return 0
  return date === closes ? 30 : weightOf(day)
}

/** Who applies: adults who lived here already; where the procedure is for families with children, each once a year. */
function applicantsOf(stage: Stage, { behaviour }: Played, chance: Chance): (at: number) => Resident | undefined {
  const adults = stage.population.residents.filter(
    ({ castId, stay, born, notification, kind }) =>
      castId === null &&
      kind === 'natural' &&
      born !== null &&
      stay?.status !== 'deceased' &&
      notification !== undefined,
  )
  const { children } = behaviour
  if (!children) {
    return (at) => {
      const day = new Date(at).toISOString().slice(0, 10)
      for (let attempt = 0; attempt < 50; attempt += 1) {
        const one = chance.pick(adults)
        if (one.stay && one.stay.since < day && ageOn(one.born ?? day, day) >= 18) return one
      }
      return undefined
    }
  }
  const parents = adults.filter(
    ({ stay, born }) => stay && ['first', 'partner'].includes(stay.relation) && born !== null,
  )
  const applied = new Set<string>()
  return (at) => {
    const day = new Date(at).toISOString().slice(0, 10)
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const one = chance.pick(parents)
      const key = `${day.slice(0, 4)} ${one.stay?.home.householdId}`
      if (applied.has(key) || !one.stay || one.stay.since >= day) continue
      const members = membersOf(one, day)
      if (!members.some(({ born }) => born !== null && isAged(born, day, children))) continue
      if (behaviour.means !== undefined && incomePerHead(members) > behaviour.means && chance.happens(RICH_STAY_AWAY))
        continue
      applied.add(key)
      return one
    }
    return undefined
  }
}

/** Who would be left out mostly does not ask. */
const RICH_STAY_AWAY = 0.8

/** Euros a year, of what the registers know. */
function incomePerHead(members: readonly Resident[]): number {
  const incomes = members.flatMap(({ held }) =>
    held.flatMap(({ register, data }) => (register === 'income' ? [Number(data.amount)] : [])),
  )
  return incomes.reduce((sum, one) => sum + one, 0) / members.length
}

function isAged(born: string, day: string, [from, to]: readonly [number, number]): boolean {
  const age = ageOn(born, day)
  return age >= from && age <= to
}

/** The cases of the cast: at ten in the morning of the day that their script says; at the counter, when it is open. */
function castCases(stage: Stage, chance: Chance): Unnumbered[] {
  const today = localDate(new Date(stage.now).toISOString(), stage.municipality.zone)
  return stage.played.flatMap((played) =>
    (played.behaviour.cast ?? []).flatMap((script) => {
      const applicant = stage.population.cast.get(script.person)
      if (!applicant) return []
      const day = new Date(Date.parse(today) - script.daysAgo * DAY).toISOString().slice(0, 10)
      const at = Math.min(startOfDay(stage.municipality, day) + 10 * HOUR + chance.whole(0, HOUR), stage.now - HOUR)
      const channel = script.channel ?? castChannel(applicant)
      return [{ played, openedAt: openFor(channel, at, stage, chance), applicant, channel, script }]
    }),
  )
}

function castChannel({ notification }: Resident): string {
  return notification === 'paper' ? 'counter' : 'web'
}
