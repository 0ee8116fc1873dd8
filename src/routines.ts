import { localDate } from './core/deadlines/index.ts'
import { forgetTaskDrafts } from './modules/cases/index.ts'
import { closeDay } from './modules/register/index.ts'
import { type Actor, type Municipality, runAct } from './platform/acts/index.ts'
import { sealJournal } from './platform/journal/index.ts'
import type { OpenPlatform } from './platform/open.ts'

/** What the clock does for every municipality: seals the journal each hour, and closes the register of the day before each night, and forgets what nobody needs. */
export function registerRoutines(platform: OpenPlatform): void {
  platform.routines.push(
    {
      name: 'seal-journal',
      pattern: '7 * * * *',
      run: () => everywhere(platform, (town) => seal(platform, town)),
    },
    {
      name: 'close-register',
      pattern: '30 3 * * *',
      run: () => everywhere(platform, (town) => closeYesterday(platform, town)),
    },
    {
      name: 'forget-task-drafts',
      pattern: '45 3 * * *',
      run: () => everywhere(platform, (town) => forgetDrafts(platform, town)),
    },
  )
}

async function everywhere(platform: OpenPlatform, work: (town: Municipality) => Promise<void>): Promise<void> {
  for (const town of await platform.municipalities.all()) await work(town)
}

async function seal(platform: OpenPlatform, { municipalityId }: Municipality): Promise<void> {
  await platform.db.within(municipalityId, (db) => sealJournal(db, municipalityId, platform.now()))
}

/** The daily register holds the head of the journal's chain, so the journal is sealed first (DPR 445/2000, art. 53.2). */
async function closeYesterday(platform: OpenPlatform, municipality: Municipality): Promise<void> {
  await seal(platform, municipality)
  const day = localDate(new Date(Date.parse(platform.now()) - 86_400_000).toISOString(), municipality.zone)
  const outcome = await runAct(platform, closeDay, {
    municipality,
    actor: REGISTRAR,
    channel: 'system',
    key: `close-day:${day}`,
    input: { day },
  })
  if (!outcome.ok) platform.log.info({ day, refused: outcome.refused }, 'the daily register was not closed now')
}

/** What an officer had begun to write in a task that somebody else ended is kept this long for them to look at. */
const DAYS_FOR_DRAFTS = 30

async function forgetDrafts(platform: OpenPlatform, municipality: Municipality): Promise<void> {
  const endedBefore = new Date(Date.parse(platform.now()) - DAYS_FOR_DRAFTS * 86_400_000).toISOString()
  const actor: Actor = { ...REGISTRAR, id: 'forget-task-drafts', name: 'forget-task-drafts' }
  const key = `forget-task-drafts:${endedBefore.slice(0, 10)}`
  await runAct(platform, forgetTaskDrafts, { municipality, actor, channel: 'system', key, input: { endedBefore } })
}

const REGISTRAR: Actor = {
  kind: 'system',
  id: 'close-register',
  name: 'close-register',
  permissions: new Set(['register.close-day', 'system']),
  roles: [],
  offices: [],
}
