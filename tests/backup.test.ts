import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import pino from 'pino'
import { apply, registerCaseEffects, saveDraft } from '../src/modules/cases/index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, type TownHall, townHall } from '../src/modules/cases/testing.ts'
import { runAct } from '../src/platform/acts/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { allMigrations, migrate } from '../src/platform/database/index.ts'
import { TOWNS } from '../src/platform/database/testing.ts'
import { sealJournal } from '../src/platform/journal/index.ts'
import { openPlatform } from '../src/platform/open.ts'
import { checksums, registerRuns } from './support/rows.ts'
import { runFinestra } from './support/town-process.ts'

const CERTIFICATE = { whose: 'me', kind: 'individual', delivery: 'web', truth: true, photographs: [] }

describe('finestra backup and restore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'finestra-backup-'))
  const copy = join(folder, 'copy')
  let hall: TownHall
  let server: pg.Client
  const databases: Place[] = []
  before(async () => {
    hall = await townHall()
    await fileApplication(hall, 'residence-certificate', CERTIFICATE, citizen('aina'))
    await fileApplication(hall, 'residence-certificate', CERTIFICATE, citizen('joan'))
    await hall.settled()
    // It waits for its payment, with an alarm in the queue; the numbers of the queue are well above one.
    await fileApplication(hall, 'minor-works', KITCHEN_WITH_SKIP, citizen('aina'))
    await hall.settled()
    await hall.platform.db.within(1, (db) => sealJournal(db, 1, hall.platform.now()))
    server = new pg.Client(hall.test.ownerUrl)
    await server.connect()
    const { code, err } = await finestra(['backup', copy], { url: hall.test.ownerUrl, data: hallFolder() })
    assert.equal(code, 0, err)
  })
  after(async () => {
    for (const place of databases) await place.drop()
    await server?.end()
    await hall?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('bring back every row, every effect that waits, every file and the keys of the seals', async () => {
    const restored = await emptyPlace()
    const { code, err } = await finestra(['restore', copy], restored)
    assert.equal(code, 0, err)
    const [before, now] = [await checksums(hall.test), await checksums(restored)]
    // Sessions stay behind, and the queue numbers its kinds of work anew.
    for (const one of [before, now]) for (const table of ['session', 'queue']) delete one[table]
    assert.ok(Object.keys(before).length > 25)
    assert.deepEqual(now, before)
    for (const ask of [
      'select * from finestra.municipality order by 1',
      'select name from finestra.migration order by 1',
      `select job.id, identifier, payload, key, run_at, attempts, max_attempts
       from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id order by 1`,
    ]) {
      const rows = await hall.test.owner(ask)
      assert.ok(rows.length > 0, ask)
      assert.deepEqual(await restored.owner(ask), rows)
    }
    for (const part of ['files', 'seals']) {
      const kept = contents(join(hallFolder(), part))
      assert.ok(Object.keys(kept).length > 0, part)
      assert.deepEqual(contents(join(restored.data, part)), kept)
    }
  })

  it('let the town hall go on where it was: the next number, and a certificate that is made', async () => {
    const restored = await restoredPlace()
    const [last] = await registerRuns(restored)
    const label = await withPlatform(restored, async (platform) => {
      const municipality = (await platform.municipalities.byId(1))!
      const common = { municipality, actor: citizen('aina'), channel: 'web' as const }
      const draftId = randomUUID()
      const draft = { draftId, procedure: 'residence-certificate', answers: CERTIFICATE, page: 'start' }
      await runAct(platform, saveDraft, { ...common, key: randomUUID(), input: draft })
      const outcome = await runAct(platform, apply, { ...common, key: randomUUID(), input: { draftId } })
      assert.ok(outcome.ok, JSON.stringify(outcome))
      return outcome.result.registerLabel
    })
    assert.equal(label, `E-2026-${String((last?.highest ?? 0) + 1).padStart(6, '0')}`)
    const made = await restored.owner(
      `select 1 from finestra.cases c join finestra.document d using (municipality_id, case_id)
       where c.register_label = $1 and outcome = 'granted' and kind = 'certificate-individual' and file_hash is not null`,
      [label],
    )
    assert.equal(made.length, 1)
    const { code, out, err } = await finestra(['doctor'], restored)
    assert.equal(code, 0, out + err)
  })

  it('bring a copy of an older version up to date', async () => {
    const [older, restored] = [await emptyPlace(), await emptyPlace()]
    const names = allMigrations().map(({ name }) => name)
    await migrate(older.url, { only: names.slice(0, -1) })
    await older.owner(TOWNS)
    const old = join(folder, 'older')
    assert.equal((await finestra(['backup', old], older)).code, 0)
    assert.deepEqual(JSON.parse(readFileSync(join(old, 'manifest.json'), 'utf8')).migrations, names.slice(0, -1))
    const { code, err } = await finestra(['restore', old], restored)
    assert.equal(code, 0, err)
    const done = await restored.owner('select name from finestra.migration order by name')
    assert.deepEqual(
      done.map(({ name }) => name),
      names,
    )
    assert.equal((await restored.owner('select 1 from finestra.municipality')).length, 2)
  })

  it('touch nothing that is there: a folder with a copy, a database with towns', async () => {
    const again = await finestra(['backup', copy], { url: hall.test.ownerUrl, data: hallFolder() })
    assert.equal(again.code, 1)
    assert.match(again.err, /exists: give a new folder/)
    const before = [await checksums(hall.test), contents(hallFolder())]
    const over = await finestra(['restore', copy], { url: hall.test.ownerUrl, data: hallFolder() })
    assert.equal(over.code, 1)
    assert.match(over.err, /holds municipalities already \(vilamar, castelverde\).*nothing was changed/)
    assert.deepEqual([await checksums(hall.test), contents(hallFolder())], before)
  })

  /** What may happen to a copy, and what must be said of it. */
  const DAMAGES: readonly [what: string, damage: (broken: string) => void, said: RegExp][] = [
    ['a table is missing', (broken) => rmSync(join(broken, 'cases.copy')), /cases\.copy is missing/],
    [
      'a table was cut off between two rows',
      (broken) => {
        const file = join(broken, 'event.copy')
        truncateSync(file, readFileSync(file).indexOf('\n') + 1)
      },
      /event\.copy has \d+ bytes instead of \d+/,
    ],
    [
      'a table was altered',
      (broken) => {
        const file = join(broken, 'register_entry.copy')
        writeFileSync(file, readFileSync(file, 'utf8').replace('E-2026-000001', 'E-2026-000009'))
      },
      /register_entry\.copy was altered/,
    ],
    [
      'a file of a document is missing',
      (broken) => rmSync(join(broken, Object.keys(contents(broken)).find((path) => path.startsWith('files/'))!)),
      /files\/\S+ is missing/,
    ],
    ['it did not end', (broken) => rmSync(join(broken, 'manifest.json')), /manifest\.json is missing/],
    [
      'its manifest was cut off',
      (broken) => truncateSync(join(broken, 'manifest.json'), 500),
      /manifest\.json in \S+ is damaged/,
    ],
    [
      'it was made by a newer version',
      (broken) => {
        const file = join(broken, 'manifest.json')
        const manifest = JSON.parse(readFileSync(file, 'utf8'))
        writeFileSync(file, JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '9999-of-tomorrow'] }))
      },
      /newer Finestra \(9999-of-tomorrow\): restore it with that one/,
    ],
  ]

  it('refuse a copy that is damaged or too new, say what is wrong with it, and leave the database as it was', async () => {
    const place = await emptyPlace()
    for (const [what, damage, said] of DAMAGES) {
      const broken = join(folder, 'broken')
      cpSync(copy, broken, { recursive: true })
      damage(broken)
      const { code, err } = await finestra(['restore', broken], place)
      assert.equal(code, 1, what)
      assert.match(err, said)
      assert.match(err, /nothing was changed/i, what)
      const schemas = await place.owner(`select 1 from pg_namespace where nspname in ('finestra', 'graphile_worker')`)
      assert.deepEqual([schemas, existsSync(place.data)], [[], false], what)
      rmSync(broken, { recursive: true })
    }
  })

  it('leave nothing of a restore that PostgreSQL breaks off, so that it can be tried again', async () => {
    const place = await emptyPlace()
    await migrate(place.url)
    await place.owner(`alter table finestra.document add constraint stumble check (municipality_id > 1)`)
    const broken = await finestra(['restore', copy], place)
    assert.equal(broken.code, 1)
    assert.match(broken.err, /document\.copy: .*stumble.*nothing was changed/is)
    assert.deepEqual(
      await place.owner('select 1 from finestra.municipality union all select 1 from finestra.event'),
      [],
    )
    assert.equal(existsSync(join(place.data, 'files')), false)
    await place.owner('alter table finestra.document drop constraint stumble')
    assert.equal((await finestra(['restore', copy], place)).code, 0)
  })

  it('leave to finestra doctor --journal to name the event that somebody altered, and the one that is missing', async () => {
    const restored = await restoredPlace()
    const doctor = async () => {
      const { code, out } = await finestra(['doctor', '--journal', '--json'], restored)
      const { ok, findings } = JSON.parse(out)
      return {
        code,
        ok,
        detail: findings.find((one: { municipality: string }) => one.municipality === 'vilamar').detail,
      }
    }
    const sound = await doctor()
    assert.deepEqual([sound.code, sound.ok], [0, true])
    assert.match(sound.detail, /^[1-9]\d* events under [1-9]\d* seals$/)
    const [event] = await restored.owner(
      `select seq from finestra.event where kind = 'case.opened' order by seq limit 1`,
    )
    await restored.owner(`update finestra.event set actor = 'person:somebody' where seq = $1`, [event?.seq])
    assert.deepEqual(await doctor(), { code: 1, ok: false, detail: `event-altered at seal 1, event ${event?.seq}` })
    await restored.owner('delete from finestra.event where seq = $1', [event?.seq])
    assert.deepEqual(await doctor(), { code: 1, ok: false, detail: `event-deleted at seal 1, event ${event?.seq}` })
  })

  const hallFolder = () => hall.platform.config.dataFolder

  function finestra(args: readonly string[], { url, data }: { url: string; data: string }) {
    return runFinestra(args, { DATABASE_URL: url, FINESTRA_DATA: data })
  }

  async function emptyPlace(): Promise<Place> {
    const name = `copy_${process.pid}_${databases.length}`
    await server.query(`create database ${name}`)
    const url = new URL(hall.test.ownerUrl)
    url.pathname = `/${name}`
    const pool = new pg.Pool({ connectionString: url.href, max: 1 })
    pool.on('error', () => {})
    const place: Place = {
      url: url.href,
      data: join(folder, name),
      owner: async (text, values) => (await pool.query(text, values)).rows,
      async drop() {
        await pool.end()
        await server.query(`drop database ${name} with (force)`)
      },
    }
    databases.push(place)
    return place
  }

  async function restoredPlace(): Promise<Place> {
    const place = await emptyPlace()
    const { code, err } = await finestra(['restore', copy], place)
    assert.equal(code, 0, err)
    return place
  }

  /** The program on the day after the copy; what it queues is done before it ends. */
  async function withPlatform<T>(
    { url, data }: Place,
    work: (platform: Awaited<ReturnType<typeof openPlatform>>) => Promise<T>,
  ): Promise<T> {
    const config = { ...readConfig({}), databaseUrl: url, dataFolder: data }
    const now = () => '2026-03-03T09:00:00.000Z'
    const platform = await openPlatform({ config, log: pino({ level: 'silent' }), now })
    registerCaseEffects(platform)
    await platform.jobs.start()
    try {
      const result = await work(platform)
      await platform.jobs.idle()
      return result
    } finally {
      await platform.close()
    }
  }
})

/** A database and a data folder. */
interface Place {
  readonly url: string
  readonly data: string
  owner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

/** What each file in a folder holds, by its path. */
function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'base64')]))
}
