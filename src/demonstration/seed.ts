import pg from 'pg'
import { localDate } from '../core/deadlines/index.ts'
import { installPackage } from '../modules/catalogue/index.ts'
import { type Actor, runAct } from '../platform/acts/index.ts'
import { catalogueFolder, readPackages } from '../platform/catalogue-files.ts'
import { sealJournal } from '../platform/journal/index.ts'
import type { OpenPlatform } from '../platform/open.ts'
import { analyse, load, queue } from './load.ts'
import { Loading } from './loading.ts'
import { populationOf } from './people/population.ts'
import { playHistory } from './play/history.ts'
import { sampleFiles } from './sample-files.ts'
import { municipalityOf, type Town, towns } from './town.ts'

export interface SeedOptions {
  /** How many cases, over both towns by their population; 0 loads towns and people only. */
  readonly cases: number
  /** The same seed on the same instant gives the same rows. */
  readonly seed: number
  /** Told what is being done, line by line. */
  tell(line: string): void
}

export interface Seeded {
  readonly people: number
  readonly cases: number
  readonly events: number
  /** Seconds that each phase took. */
  readonly seconds: Readonly<Record<string, number>>
}

/** Loads the demonstration towns with their people and two years of history that end now; `settleHistory` follows. */
export async function seed(platform: OpenPlatform, options: SeedOptions): Promise<Seeded> {
  const now = platform.now()
  const since = yearsBefore(now, HISTORY_YEARS)
  const timer = stopwatch(options.tell)
  // The threads play while this one makes the towns.
  const playing = playHistory({ seed: options.seed, since, now, counts: countsOf(options.cases) })
  await foundTowns(platform)
  await installPackages(platform, since)
  for (const { content } of sampleFiles()) await platform.files.put(content)
  const loading = new Loading()
  for (const town of towns)
    loading.addPeople(town, populationOf(town, options.seed, localDate(now, town.zone)), { seed: options.seed, since })
  timer('towns and people')
  const history = await playing
  timer('cases played')
  for (const town of towns) loading.addCases(town, history.get(town.id) ?? [])
  timer('numbered')
  await load(platform.ownerUrl, loading.lines, (client) => queue(client, loading.jobs))
  timer('loaded')
  platform.municipalities.refresh()
  const [people, cases, events] = (['person', 'cases', 'event'] as const).map((table) => loading.countOf(table))
  return { people: people ?? 0, cases: cases ?? 0, events: events ?? 0, seconds: timer.seconds }
}

/** What no first page needs to wait for: lets the planner know what was loaded, and puts the journal under seal, as each hour does. */
export async function settleHistory({ db, now, ownerUrl }: OpenPlatform): Promise<void> {
  await analyse(ownerUrl)
  await Promise.all(towns.map(({ id }) => db.within(id, (queries) => sealJournal(queries, id, now()))))
}

/** The cases of each town, by its number of people. */
function countsOf(cases: number): Record<number, number> {
  const everybody = towns.reduce((sum, { people }) => sum + people, 0)
  return Object.fromEntries(towns.map(({ id, people }) => [id, Math.round((cases * people) / everybody)]))
}

const HISTORY_YEARS = 2

/** The rows of the municipalities: the application itself may not write them. */
async function foundTowns({ ownerUrl, municipalities }: OpenPlatform): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (const town of towns) await client.query(INSERT_TOWN, townValues(town))
  } finally {
    await client.end()
  }
  municipalities.refresh()
}

const INSERT_TOWN = `insert into finestra.municipality (municipality_id, slug, name, law, place, zone, languages, default_language, settings)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (municipality_id) do nothing`

function townValues(town: Town): unknown[] {
  const { municipalityId, slug, name, law, place, zone, languages, defaultLanguage } = municipalityOf(town)
  return [
    municipalityId,
    slug,
    name,
    law,
    place,
    zone,
    languages,
    defaultLanguage,
    { demonstration: true, centre: town.centre },
  ]
}

/** Every package of the catalogue, published when the history begins. */
async function installPackages({ db, municipalities }: OpenPlatform, since: string): Promise<void> {
  for (const { id, slug } of towns) {
    const municipality = await municipalities.byId(id)
    if (!municipality) throw new Error(`the town ${slug} is not there`)
    for (const { name, files } of readPackages(catalogueFolder)) {
      const request = { municipality, actor: INSTALLER, channel: 'system' as const, key: `demonstration:${name}` }
      const outcome = await runAct({ db, now: () => since }, installPackage, { ...request, input: { files } })
      if (!outcome.ok) throw new Error(`the package ${name} was refused: ${JSON.stringify(outcome.refused)}`)
    }
  }
}

const INSTALLER: Actor = {
  kind: 'system',
  id: 'demonstration',
  name: 'demonstration',
  permissions: new Set(['catalogue.install']),
  roles: [],
  offices: [],
}

function yearsBefore(instant: string, years: number): string {
  const date = new Date(instant)
  date.setUTCFullYear(date.getUTCFullYear() - years)
  return date.toISOString()
}

function stopwatch(tell: (line: string) => void) {
  let last = performance.now()
  const seconds: Record<string, number> = {}
  const mark = (phase: string) => {
    const now = performance.now()
    seconds[phase] = Math.round(now - last) / 1000
    tell(`  ${phase}: ${seconds[phase]} s`)
    last = now
  }
  return Object.assign(mark, { seconds })
}
