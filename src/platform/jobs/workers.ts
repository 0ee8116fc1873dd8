import { setTimeout as sleep } from 'node:timers/promises'
import type { Runner, WorkerEvents } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Life } from './life.ts'

/** Workers that begin anew when the connection to the queue broke under them. */
export interface Workers {
  /** Waits for the effects under way, then ends. */
  stop(): Promise<void>
}

/** A look for jobs that fails, and a shutdown that the library begins when a job cannot be written off. */
const BROKEN = ['worker:getJob:error', 'pool:gracefulShutdown'] as const
/** No worker is at anything any more. */
const QUIET = [
  'pool:gracefulShutdown:complete',
  'pool:forcefulShutdown:complete',
  'pool:forcefulShutdown:error',
] as const
/** What the library may need after that to write off what was done. */
const WRITING_OFF_MS = 1000
const TRY_AGAIN_MS = 500

/**
 * Keeps workers at work. A connection that breaks, or a database that falls, may leave jobs that are locked in their name and that none
 * of them knows of: done and not written off, or taken without the answer having come. So the workers are ended after what they do, what is still locked in
 * their name is given back, and new ones begin; whatever was done already is found done by its key.
 */
export async function keepWorking(begin: () => Promise<Runner>, life: Life, log: Logger): Promise<Workers> {
  let ended = false
  let told = () => {}
  const stopped = new Promise<void>((resolve) => {
    told = resolve
  })
  const working = work(await beginWatched())
  return {
    async stop() {
      ended = true
      told()
      await working
    },
  }

  async function work(first: Watched): Promise<void> {
    for (let now: Watched | undefined = first; now; now = await another()) {
      const { runner, lost } = now
      const quiet = heard(life.events, QUIET)
      await Promise.race([stopped, lost, heard(life.events, BROKEN)])
      // The runner itself ends later than its workers: its clock may be sleeping until it tries again. It refuses to stop twice.
      const over = runner.stop().catch(() => quiet)
      await Promise.race([over, quiet.then(() => sleep(WRITING_OFF_MS))])
    }
  }

  async function beginWatched(before = async () => {}): Promise<Watched> {
    // From before what is given back: a loss while the new ones begin counts too.
    const lost = life.lost()
    await before()
    return { runner: await begin(), lost }
  }

  async function another(): Promise<Watched | undefined> {
    if (!ended) log.warn('the connection to the queue broke: the workers begin anew')
    while (!ended) {
      try {
        return await beginWatched(life.giveBack)
      } catch {
        await Promise.race([stopped, sleep(TRY_AGAIN_MS)])
      }
    }
    return undefined
  }
}

/** Workers at work, with the promise that resolves when the database that they work with is lost. */
interface Watched {
  readonly runner: Runner
  readonly lost: Promise<void>
}

/** Resolves with the first of the events. */
function heard(events: WorkerEvents, names: readonly (typeof BROKEN | typeof QUIET)[number][]): Promise<void> {
  return new Promise((resolve) => {
    const hear = () => {
      for (const name of names) events.off(name, hear)
      resolve()
    }
    for (const name of names) events.on(name, hear)
  })
}
