import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type Act, type Actor, type Municipality, runAct } from '../../platform/acts/index.ts'
import { catalogueFolder, readPackages } from '../../platform/catalogue-files.ts'
import { readConfig } from '../../platform/config.ts'
import { type TestDatabase, TOWNS, testDatabase } from '../../platform/database/testing.ts'
import { permissionsOfRoles } from '../../platform/identity/index.ts'
import { type OpenPlatform, openPlatform } from '../../platform/open.ts'
import { forgetProcedures, installPackage } from '../catalogue/index.ts'
import { PEOPLE, populate } from '../people/testing.ts'
import { systemActor } from './effects/worker.ts'
import { addUpload, apply, registerCaseEffects, saveDraft } from './index.ts'

/** A whole town hall for a test: database, packages, people, workers, and a clock that the test moves. */
export interface TownHall {
  readonly test: TestDatabase
  readonly platform: OpenPlatform
  readonly town: Municipality
  /** Runs an act and gives its result; a refusal is thrown. */
  run<Input, Result>(act: Act<Input, Result>, input: Input, actor: Actor): Promise<Result>
  /** Runs an act that is expected to be refused; gives the code. */
  refused<Input>(act: Act<Input, unknown>, input: Input, actor: Actor): Promise<string>
  /** Waits until the workers have done all that is due. */
  settled(): Promise<void>
  /** Moves the clock, and lets everything happen that is due until then. */
  moveTo(instant: string): Promise<void>
  close(): Promise<void>
}

/** Opens a town hall on a day of its own; Vilamar unless the law is `it`. `prepare` may change the handlers before the workers start. */
export async function townHall(
  options: { now?: string; law?: 'es' | 'it'; prepare?: (platform: OpenPlatform) => void; workers?: number } = {},
): Promise<TownHall> {
  const test = await testDatabase()
  await test.owner(TOWNS)
  await populate(test)
  forgetProcedures()
  let now = Date.parse(options.now ?? '2026-03-02T09:00:00Z')
  const dataFolder = mkdtempSync(join(tmpdir(), 'finestra-hall-'))
  const platform = await openPlatform({
    config: {
      ...readConfig({}),
      databaseUrl: test.ownerUrl,
      dataFolder,
      ...(options.workers && { workers: options.workers }),
    },
    log: pino({ level: 'silent' }),
    // Each look at the clock is a millisecond later, so that what follows is later.
    now() {
      now += 1
      return new Date(now).toISOString()
    },
  })
  await test.owner(SIMULATED_QUEUE)
  await test.owner(`insert into finestra_test.clock values ($1)`, [new Date(now).toISOString()])
  registerCaseEffects(platform)
  options.prepare?.(platform)
  const town = (await platform.municipalities.byId(options.law === 'it' ? 2 : 1))!
  const hall: TownHall = {
    ...{ test, platform, town },
    async run(act, input, actor) {
      const outcome = await runAct(platform, act, {
        municipality: town,
        actor,
        channel: 'web',
        key: randomUUID(),
        input,
      })
      if (!outcome.ok) throw new Error(`${act.name} was refused: ${JSON.stringify(outcome.refused)}`)
      return outcome.result
    },
    async refused(act, input, actor) {
      const outcome = await runAct(platform, act, {
        municipality: town,
        actor,
        channel: 'web',
        key: randomUUID(),
        input,
      })
      return outcome.ok ? 'not refused' : outcome.refused.code
    },
    settled: () => platform.jobs.idle(),
    async moveTo(instant) {
      now = Date.parse(instant)
      await test.owner(`update finestra_test.clock set now = $1`, [instant])
      await test.owner(
        `update graphile_worker._private_jobs set run_at = now() where run_at - finestra_test.shelf() <= $1`,
        [instant],
      )
      await platform.jobs.idle()
    },
    async close() {
      await platform.close()
      await test.drop()
    },
  }
  for (const { files } of readPackages(catalogueFolder)) {
    await hall.run(
      installPackage,
      { files: { ...files } },
      { ...systemActor('install'), permissions: new Set(['catalogue.install']) },
    )
  }
  await platform.jobs.start()
  return hall
}

/**
 * The queue runs by the true clock and the town hall by its own: what is due later on the simulated clock is put on a shelf, far in the
 * future, from which `moveTo` takes it.
 */
const SIMULATED_QUEUE = `
  create schema finestra_test;
  create table finestra_test.clock (now timestamptz not null);
  create function finestra_test.shelf() returns interval language sql immutable as $$ select interval '100 years' $$;
  create function finestra_test.put_on_shelf() returns trigger language plpgsql as $$
  begin
    -- Without a time of its own, a job is due at once by the true clock.
    if abs(extract(epoch from new.run_at - now())) > 60 and new.run_at > (select now from finestra_test.clock) and new.run_at < now() + interval '50 years' then
      new.run_at := new.run_at + finestra_test.shelf();
    end if;
    return new;
  end $$;
  create trigger put_on_shelf before insert or update of run_at on graphile_worker._private_jobs
    for each row execute function finestra_test.put_on_shelf();`

/** A citizen of the cast. */
export function citizen(id: keyof typeof PEOPLE): Actor {
  return {
    kind: 'person',
    id: PEOPLE[id],
    name: id,
    permissions: permissionsOfRoles(['citizen']),
    roles: ['citizen'],
    offices: [],
  }
}

/** An officer with roles, in offices. */
export function officer(roles: readonly string[], offices: readonly string[]): Actor {
  return {
    kind: 'officer',
    id: '00000000-0000-4000-8000-000000000201',
    name: 'Mireia',
    permissions: permissionsOfRoles(roles),
    roles,
    offices,
  }
}

/** Files an application with photographs where the form asks for a file; gives the case. */
export async function fileApplication(
  hall: TownHall,
  procedure: string,
  answers: Record<string, unknown>,
  actor: Actor = citizen('aina'),
): Promise<{ caseId: string; number: string; registerLabel: string }> {
  const draftId = randomUUID()
  await hall.run(saveDraft, { draftId, procedure, answers, page: 'start' }, actor)
  const photographs =
    answers.photographs === undefined ? await uploadedPhotograph(hall, draftId, actor) : answers.photographs
  await hall.run(saveDraft, { draftId, procedure, answers: { ...answers, photographs }, page: 'start' }, actor)
  return await hall.run(apply, { draftId }, actor)
}

async function uploadedPhotograph(hall: TownHall, draftId: string, actor: Actor) {
  const file = await hall.platform.files.put(Buffer.from(`a photograph ${draftId}`))
  const { uploadId } = await hall.run(
    addUpload,
    {
      belongsTo: draftId,
      field: 'photographs',
      name: 'before.jpg',
      mediaType: 'image/jpeg',
      fileHash: file.hash,
      size: file.size,
    },
    actor,
  )
  return [{ id: uploadId, name: 'before.jpg', type: 'image/jpeg', size: file.size }]
}

/** A kitchen with a skip in the street, as most people apply for. */
export const KITCHEN_WITH_SKIP = {
  role: 'owner',
  place: { address: 'Carrer del Forn 12', lat: 41.6, lon: 2.6 },
  kinds: ['kitchen-bath'],
  description: 'New kitchen, tiles and pipes.',
  budget: 9000,
  start: '2026-09-01',
  weeks: 3,
  accessibility: false,
  waste: 2,
  streetUse: true,
  streetArea: 6,
  streetDays: 5,
  declarations: [],
  truth: true,
}
