import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TownHall, townHall } from '../src/modules/cases/testing.ts'
import { startEmbeddedPostgres } from '../src/platform/database/index.ts'
import type { StoredFile } from '../src/platform/files/index.ts'
import { bareCase, columnTypes, replay } from './durable/bare-sql.ts'
import { type CasePlayer, casePlayer, type EffectsDone, listenTo } from './durable/whole-case.ts'
import { recordRows } from './durable/written-rows.ts'
import { type Bench, type Figure, figure, median } from './figure.ts'

/**
 * Whole minor-works cases per second, from the draft to the decision that was opened, through the real acts and effects, on a PostgreSQL
 * that waits for its disk; against the same rows in the same number of transactions by bare SQL from this process on the same server, as
 * many at once. What a case writes is recorded by the database itself. No PDF is rendered on either side: each issued document has a file
 * already. Reading is on our side only: the case under lock, its tasks, the person, the rules, the look-ups of a page.
 */
export const bench: Bench = async ({ quick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'finestra-bench-'))
  const server = await startEmbeddedPostgres(folder)
  const before = process.env.FINESTRA_TEST_DATABASE
  process.env.FINESTRA_TEST_DATABASE = server.url
  try {
    return await measure(quick ? { cases: 16, rounds: 2 } : { cases: 64, rounds: 6 })
  } finally {
    if (before === undefined) delete process.env.FINESTRA_TEST_DATABASE
    else process.env.FINESTRA_TEST_DATABASE = before
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many cases are under way at once. */
const AT_ONCE = 8

/** Both sides in turns, so that a noisy machine disturbs them alike; of each, the median round counts. */
async function measure({ cases, rounds }: { cases: number; rounds: number }): Promise<Figure[]> {
  const effects: { done?: EffectsDone } = {}
  const hall = await townHall({
    workers: AT_ONCE,
    prepare(platform) {
      effects.done = listenTo(platform.handlers)
    },
  })
  try {
    await withoutRendering(hall)
    const photograph = await hall.platform.files.put(Buffer.from('a photograph'))
    const player = casePlayer(hall, effects.done!, photograph) // set by `prepare`, which has run
    await playMany(hall, player, AT_ONCE * 2)
    const recorded = await recordRows(hall.test, async () => {
      await player.play()
      await hall.settled()
    })
    const types = await columnTypes(hall.test.owner)
    const seconds: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
    for (let round = 0; round <= rounds; round += 1) {
      const bare = Array.from({ length: cases }, (_, index) => bareCase(recorded, types, round * cases + index + 1))
      seconds.theirs.push(await replay(hall.test.ownerUrl, bare, AT_ONCE))
      seconds.ours.push(await playMany(hall, player, cases))
      // The first round warms both up. Then the planner learns what the tables hold, as it does by itself within minutes in a town hall.
      if (round === 0) await hall.test.owner('vacuum (analyze)')
    }
    return [
      figure({
        name: `durable: minor-works cases (${recorded.flat().length} rows, ${recorded.length} transactions each)`,
        unit: 'cases/s',
        ours: cases / median(seconds.ours.slice(1)),
        theirs: cases / median(seconds.theirs.slice(1)),
        against: 'bare SQL',
        target: { of: 'ratio', atLeast: 0.6 },
      }),
    ]
  } finally {
    await hall.close()
  }
}

/** Plays so many cases, `AT_ONCE` at a time, until the workers have nothing left to do; gives seconds. */
async function playMany(hall: TownHall, player: CasePlayer, cases: number): Promise<number> {
  const start = performance.now()
  let left = cases
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await player.play()
    }),
  )
  await hall.settled()
  return (performance.now() - start) / 1000
}

/** Each issued document gets a file that exists already, so that none is rendered: what is measured is what is written down. */
async function withoutRendering(hall: TownHall): Promise<StoredFile> {
  const file = await hall.platform.files.put(Buffer.from('%PDF-1.7 of the bench'))
  await hall.test.owner(`
    create function finestra_test.made_before() returns trigger language plpgsql as $$
    begin
      new.file_hash := coalesce(new.file_hash, '${file.hash}');
      new.size := coalesce(new.size, ${file.size});
      new.sealed := true;
      return new;
    end $$;
    create trigger made_before before insert on finestra.document for each row execute function finestra_test.made_before()`)
  return file
}
