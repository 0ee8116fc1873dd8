import type { Stage } from '../../src/platform/acts/index.ts'
import { type Database, type Queries, sql } from '../../src/platform/database/index.ts'

/** How a statement fails: the program stumbles before it is sent, or the connection breaks under it. */
export type Fault = 'exception' | 'lost connection'

/** What the fault test throws, so that it is told from a fault of the program. */
export class Stumble extends Error {}

/**
 * A stage on which the n-th statement of a transaction fails; one past the last statement, it is the commit that does not come.
 * `asked` counts the statements of the transaction tried last.
 */
export function stumblingStage(stage: Stage, n: number, fault: Fault = 'exception'): Stage & { asked(): number } {
  let asked = 0
  const within: Database['within'] = (municipalityId, work, options) =>
    stage.db.within(
      municipalityId,
      async (db) => {
        asked = 0
        const result = await work(stumbling(db))
        if (asked + 1 === n) await stumble(db)
        return result
      },
      options,
    )
  return { db: { ...stage.db, within }, now: stage.now, asked: () => asked }

  function stumbling(db: Queries): Queries {
    const step = async () => {
      asked += 1
      if (asked === n) await stumble(db)
    }
    return {
      many: (query) => step().then(() => db.many(query)),
      one: (query) => step().then(() => db.one(query)),
      maybe: (query) => step().then(() => db.maybe(query)),
      run: (query) => step().then(() => db.run(query)),
      send(query) {
        asked += 1
        if (asked === n && fault === 'lost connection') db.send(sql`select pg_terminate_backend(pg_backend_pid())`)
        if (asked === n) throw new Stumble(`statement ${n}`)
        db.send(query)
      },
    }
  }

  async function stumble(db: Queries): Promise<void> {
    if (fault === 'lost connection') await db.run(sql`select pg_terminate_backend(pg_backend_pid())`)
    throw new Stumble(`statement ${n}`)
  }
}
