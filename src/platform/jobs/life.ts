import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'

/** The sign of life of a process that works on the queue. */
export interface Life {
  /** Hears of the workers that are made, so that what they hold can be given back if this process dies. */
  readonly events: WorkerEvents
  end(): Promise<void>
}

const LOOK_EVERY_MS = 30_000

/**
 * Begins to show life: holds an advisory lock that PostgreSQL lets go when the process dies, and gives back, now and every half minute,
 * what the workers of dead processes held.
 */
export async function showLife(pool: pg.Pool): Promise<Life> {
  const process = randomUUID()
  const holder = await pool.connect()
  await holder.query('select pg_advisory_lock(20393, hashtext($1))', [process])
  const release = () => pool.query('select finestra.release_dead_workers()')
  await release()
  const timer = setInterval(() => void release().catch(() => {}), LOOK_EVERY_MS)
  timer.unref()
  // Typed by the library as its own kind of emitter, which Node's is.
  const events = new EventEmitter() as WorkerEvents
  // Jobs are locked in the name of the pool of workers, or of one worker.
  const claim = (name: string) =>
    void pool
      .query('insert into finestra.worker_process values ($1, $2) on conflict do nothing', [name, process])
      .catch(() => {})
  events.on('pool:create', ({ workerPool }) => claim(workerPool.id))
  events.on('worker:create', ({ worker }) => claim(worker.workerId))
  return {
    events,
    async end() {
      clearInterval(timer)
      await pool.query('delete from finestra.worker_process where process = $1', [process]).catch(() => {})
      holder.release()
    },
  }
}
