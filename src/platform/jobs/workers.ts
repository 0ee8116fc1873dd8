import { setTimeout as sleep } from 'node:timers/promises'
import type { Runner } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Life } from './life.ts'

/** Workers that begin anew when the connection to the queue broke under them. */
export interface Workers {
  /** Waits for the effects under way, then ends. */
  stop(): Promise<void>
}

const TRY_AGAIN_MS = 500

/**
 * Keeps workers at work. A connection that breaks may leave jobs that are locked in their name and that none of them knows of: done
 * and not written off, or taken without the answer having come. So the workers are ended after what they do, what is still locked in
 * their name is given back, and new ones begin; whatever was done already is found done by its key.
 */
export async function keepWorking(begin: () => Promise<Runner>, life: Life, log: Logger): Promise<Workers> {
  let ended = false
  let told = () => {}
  const stopped = new Promise<void>((resolve) => {
    told = resolve
  })
  const working = work(await begin())
  return {
    async stop() {
      ended = true
      told()
      await working
    },
  }

  async function work(first: Runner): Promise<void> {
    for (let runner: Runner | undefined = first; runner; runner = await another()) {
      await Promise.race([stopped, brokenConnection(), runner.promise.catch(() => {})])
      // Refused when the runner ended by itself, having waited for what was under way.
      await runner.stop().catch(() => {})
    }
  }

  function brokenConnection(): Promise<void> {
    return new Promise((resolve) => life.events.once('worker:getJob:error', () => resolve()))
  }

  async function another(): Promise<Runner | undefined> {
    if (!ended) log.warn('the connection to the queue broke: the workers begin anew')
    while (!ended) {
      try {
        await life.giveBack()
        return await begin()
      } catch {
        await Promise.race([stopped, sleep(TRY_AGAIN_MS)])
      }
    }
    return undefined
  }
}
