import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { WorkerEvents, WorkerPool } from 'graphile-worker'
import type pg from 'pg'

/** The sign of life of a process that works on the queue. */
export interface Life {
  /** Hears of the workers that are made, so that what they hold can be given back if this process dies. */
  readonly events: WorkerEvents
  /** Gives back what the workers of this process hold: only while none of them is at work. It is on the disk when this resolves. */
  giveBack(): Promise<void>
  /**
   * Resolves when the sign of life is lost from now on. The database may have fallen and stood up between two looks of the workers, and
   * may have forgotten what they last wrote off, which does not wait for the disk.
   */
  lost(): Promise<void>
  /** Lets as many workers look into the queue at once. */
  wake(workers: number): void
  end(): Promise<void>
}

const LOOK_EVERY_MS = 30_000
const TRY_AGAIN_MS = 250

/**
 * Begins to show life: holds an advisory lock that PostgreSQL lets go when the process dies, and gives back, now and every half minute,
 * what the workers of dead processes held. When the connection that holds the lock breaks, another takes it again.
 */
export async function showLife(pool: pg.Pool): Promise<Life> {
  const process = randomUUID()
  /** The names under which jobs are locked: those of pools of workers, and of workers. */
  const names: string[] = []
  let holder: pg.PoolClient | undefined
  let again: NodeJS.Timeout | undefined
  let ended = false
  let tellLoss = () => {}
  let loss = Promise.resolve()
  const awaitLoss = () => {
    loss = new Promise((resolve) => {
      tellLoss = resolve
    })
  }
  awaitLoss()
  const claim = () =>
    pool.query('insert into finestra.worker_process select unnest($1::text[]), $2 on conflict do nothing', [
      names,
      process,
    ])
  const release = () => pool.query('select finestra.release_dead_workers()')
  const lost = () => {
    holder?.release(true)
    holder = undefined
    tellLoss()
    awaitLoss()
    showAgain()
  }
  const show = async () => {
    const client = await pool.connect()
    try {
      await client.query('select pg_advisory_lock(20393, hashtext($1))', [process])
    } catch (error) {
      client.release(true)
      throw error
    }
    holder = client
    client.once('error', lost)
    // Whoever looked while nobody held the lock took this process for dead and forgot its workers.
    await claim()
    await release()
  }
  const showAgain = () => {
    if (ended || holder) return
    again = setTimeout(() => void show().catch(showAgain), TRY_AGAIN_MS)
    again.unref()
  }
  await show()
  // Without the lock this process would find itself dead.
  const timer = setInterval(() => holder && void release().catch(() => {}), LOOK_EVERY_MS)
  timer.unref()
  // Typed by the library as its own kind of emitter, which Node's is.
  const events = new EventEmitter() as WorkerEvents
  const remember = (name: string) => {
    names.push(name)
    void claim().catch(() => {})
  }
  let workers: WorkerPool | undefined
  events.on('pool:create', ({ workerPool }) => {
    workers = workerPool
    remember(workerPool.id)
  })
  events.on('worker:create', ({ worker }) => remember(worker.workerId))
  return {
    events,
    wake(count) {
      try {
        workers?.nudge(count)
      } catch {
        // They are ending; those that come after them look at once.
      }
    },
    lost: () => loss,
    async giveBack() {
      await pool.query(
        `select graphile_worker.force_unlock_workers($1) from set_config('synchronous_commit', 'on', true)`,
        [names],
      )
      names.length = 0
      await pool.query('delete from finestra.worker_process where process = $1', [process])
    },
    async end() {
      ended = true
      clearInterval(timer)
      clearTimeout(again)
      await pool.query('delete from finestra.worker_process where process = $1', [process]).catch(() => {})
      holder?.removeListener('error', lost)
      holder?.release()
      holder = undefined
    },
  }
}
