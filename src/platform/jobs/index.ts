import { parseCronItems, run, type TaskList, Logger as WorkerLogger } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import { type Life, showLife } from './life.ts'
import { keepWorking, type Workers } from './workers.ts'

/** Does one effect. It may run more than once: whatever it changes, it changes by an act whose key is `key`. */
export type EffectHandler = (data: Readonly<Record<string, unknown>>, job: EffectJob) => Promise<void>

export interface EffectJob {
  readonly municipalityId: number
  /** The same at each attempt. */
  readonly key: string
  readonly attempt: number
}

/** Work that the clock starts, for the whole installation: `pattern` as in crontab, in UTC. */
export interface Routine {
  readonly name: string
  readonly pattern: string
  run(): Promise<void>
}

export interface DeadEffect {
  readonly id: string
  readonly task: string
  readonly municipalityId: number
  readonly data: unknown
  readonly attempts: number
  readonly lastError: string
  readonly since: string
}

export interface Jobs {
  start(): Promise<void>
  /** Waits for the effects under way, then ends. */
  stop(): Promise<void>
  /** Says that so many effects were queued just now, so that the workers of this process need not wait until they look again. */
  wake(effects: number): void
  /** Resolves when nothing is left that is due, or that failed and is tried again within some seconds: for tests. */
  idle(): Promise<void>
  /** Effects whose attempts are used up. */
  dead(municipalityId: number): Promise<DeadEffect[]>
  /** Gives a dead effect its attempts again. */
  retry(municipalityId: number, id: string): Promise<boolean>
  /** How many effects wait, run late, and are dead: for the metrics. */
  counts(): Promise<{ waiting: number; late: number; dead: number }>
}

/** The queue: in the same database, filled in the same transaction as the act that needs it. */
export function openJobs(options: {
  ownerUrl: string
  workers: number
  log: Logger
  handlers: ReadonlyMap<string, EffectHandler>
  routines: readonly Routine[]
}): Jobs {
  const pool = new pg.Pool({ connectionString: options.ownerUrl, max: options.workers + 3, options: BOOKKEEPING })
  // A connection that breaks, idle or at work, is replaced by the pool; without listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  let workers: Workers | undefined
  let life: Life | undefined
  return {
    async start() {
      const shown = await showLife(pool)
      life = shown
      const begin = () =>
        run({
          pgPool: pool,
          events: shown.events,
          concurrency: options.workers,
          noHandleSignals: true,
          pollInterval: 1000,
          taskList: taskList(options.handlers, options.routines),
          parsedCronItems: parseCronItems(
            options.routines.map(({ name, pattern }) => ({ task: `routine.${name}`, match: pattern })),
          ),
          logger: workerLogger(options.log),
          preset: WRITE_OFF,
        })
      workers = await keepWorking(begin, shown, options.log)
    },
    async stop() {
      await workers?.stop()
      await life?.end()
      await pool.end()
    },
    wake: (effects) => life?.wake(effects),
    idle: () => untilIdle(pool),
    dead: (municipalityId) => deadEffects(pool, municipalityId),
    async retry(municipalityId, id) {
      const { rowCount } = await pool.query(
        `update graphile_worker._private_jobs set attempts = 0, run_at = now(), last_error = null
         from set_config('synchronous_commit', 'on', true)
         where id = $1 and attempts >= max_attempts and (payload->>'municipalityId')::int = $2`,
        [id, municipalityId],
      )
      return rowCount === 1
    },
    async counts() {
      const { rows } = await pool.query(`
        select count(*) filter (where attempts < max_attempts)::int as waiting,
          count(*) filter (where attempts < max_attempts and run_at < now() - interval '1 minute')::int as late,
          count(*) filter (where attempts >= max_attempts)::int as dead
        from graphile_worker._private_jobs`)
      return rows[0]
    },
  }
}

/**
 * What was done within some milliseconds is written off together. Writing off in batches, be they of one, is also what the library minds:
 * it ends the workers when that fails, not the process.
 */
const WRITE_OFF = { worker: { completeJobBatchDelay: 5, failJobBatchDelay: 0 } }

/**
 * That a worker took an effect and that it is done need not be on the disk before the worker goes on: what is lost by a power cut is done
 * again, and acts once by its key. What an act queued is on the disk with the act.
 */
const BOOKKEEPING = '-c synchronous_commit=off'

function taskList(handlers: ReadonlyMap<string, EffectHandler>, routines: readonly Routine[]): TaskList {
  const tasks: TaskList = {}
  for (const [name, handler] of handlers) {
    tasks[name] = async (payload, { job }) => {
      // Written by queue_effects, which always gives both.
      const { municipalityId, data } = payload as { municipalityId: number; data: Record<string, unknown> }
      await handler(data, { municipalityId, key: `effect:${job.id}`, attempt: job.attempts })
    }
  }
  for (const routine of routines) tasks[`routine.${routine.name}`] = () => routine.run()
  return tasks
}

async function untilIdle(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      `select 1 from graphile_worker._private_jobs
       where attempts < max_attempts and (run_at <= now() or (last_error is not null and run_at <= now() + interval '10 seconds')) limit 1`,
    )
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function deadEffects(pool: pg.Pool, municipalityId: number): Promise<DeadEffect[]> {
  const { rows } = await pool.query(
    `select job.id, task.identifier as task, job.payload, job.attempts, job.last_error, job.created_at
     from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
     where job.attempts >= job.max_attempts and (job.payload->>'municipalityId')::int = $1 order by job.created_at`,
    [municipalityId],
  )
  return rows.map((row) => ({
    id: String(row.id),
    task: row.task,
    municipalityId,
    data: row.payload.data,
    attempts: row.attempts,
    lastError: row.last_error ?? '',
    since: row.created_at.toISOString(),
  }))
}

function workerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger((scope) => (level, message, meta) => {
    if (level === 'error' || level === 'warning') log.warn({ ...scope, error: meta?.error }, message)
    else log.debug(scope, message)
  })
}
