import { localDate } from '../../core/deadlines/index.ts'
import { calendarsOf } from '../../modules/cases/ports.ts'
import { makeProcedure, type Procedure } from '../../modules/catalogue/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { catalogueFolder, readPackages } from '../../platform/catalogue-files.ts'
import { type Behaviour, behaviourIn } from '../behaviour.ts'
import { populationOf } from '../people/population.ts'
import type { Population, Worker } from '../people/resident.ts'
import { type Registers, registersOf } from '../registers.ts'
import { municipalityOf, type Town } from '../town.ts'
import { type OfficeHours, officeHours } from './office-hours.ts'

/** A procedure and how people behave in it. */
export interface Played {
  readonly procedure: Procedure
  readonly behaviour: Behaviour
}

/** A town with all that its history needs; made again, the same, in each thread that plays. */
export interface Stage {
  readonly town: Town
  readonly municipality: Municipality
  readonly calendars: ReturnType<typeof calendarsOf>
  readonly population: Population
  readonly registers: Registers
  readonly hours: OfficeHours
  readonly played: readonly Played[]
  readonly seed: number
  /** The instants between which the history goes, in milliseconds. */
  readonly since: number
  readonly now: number
  /** Who may do a task of an office in a role. */
  workers(office: string | null, role: string | null): readonly Worker[]
}

/** Sets the stage of a town for a history that ends `now`. */
export async function stageOf(
  town: Town,
  { seed, since, now }: { seed: number; since: string; now: string },
): Promise<Stage> {
  const municipality = municipalityOf(town)
  const population = populationOf(town, seed, localDate(now, town.zone))
  const known = new Map<string, readonly Worker[]>()
  return {
    ...{ town, municipality, population, seed, since: Date.parse(since), now: Date.parse(now) },
    calendars: calendarsOf(municipality),
    registers: registersOf(town, population),
    hours: officeHours(municipality, yearsLater(since, -1), yearsLater(now, 2)),
    played: await playedIn(municipality),
    workers(office, role) {
      const key = `${office}/${role}`
      const found =
        known.get(key) ??
        population.workers.filter(
          ({ roles, offices }) =>
            (office === null || offices.includes(office)) && (role === null || roles.includes(role)),
        )
      known.set(key, found)
      return found
    },
  }
}

async function playedIn(municipality: Municipality): Promise<Played[]> {
  const found = await Promise.all(
    readPackages(catalogueFolder).map(async ({ files }) => {
      const behaviour = behaviourIn(files)
      return behaviour && { behaviour, procedure: await makeProcedure(files, 1, municipality) }
    }),
  )
  return found.filter((one) => one !== undefined)
}

function yearsLater(instant: string, years: number): string {
  return `${Number(instant.slice(0, 4)) + years}${instant.slice(4, 7)}-01`
}
