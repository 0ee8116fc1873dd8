import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import autocannon from 'autocannon'
import type { WindowOpened } from './window.ts'

/** What a page does under load. */
export interface PageLoad {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

/** Starts a server of its own process, hands it to `work`, and ends it. */
export async function withWindow<T>(
  env: Record<string, string>,
  work: (opened: WindowOpened) => Promise<T>,
): Promise<T> {
  const child = fork(join(import.meta.dirname, 'window.js'), { env: { ...process.env, ...env } })
  try {
    const [opened] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('the server of the bench did not start'))),
    ])
    return await work(opened as WindowOpened)
  } finally {
    child.kill('SIGKILL')
  }
}

/** A page, who looks at it, and for how long. */
export interface Visits {
  readonly url: string
  readonly cookie: string
  readonly seconds: number
}

/**
 * Asks for a page as often as it is answered, ten visitors at once, after a warm-up of a third of that; `anew` at another address each time,
 * so that each page is made from the beginning. Throws unless all are 200.
 */
export async function loadPage({ url, cookie, seconds }: Visits, { anew = false } = {}): Promise<PageLoad> {
  const options = {
    ...{ url, connections: 10, headers: { cookie } },
    ...(anew && { requests: [{ setupRequest: anotherAddress }] }),
  }
  await autocannon({ ...options, duration: Math.max(1, Math.round(seconds / 3)) })
  const times: number[] = []
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ ...options, duration: seconds }, (error, done) => (error ? reject(error) : resolve(done)))
    // Its own figures are whole milliseconds, which says nothing about pages that take less.
    run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  const { requests, non2xx, errors } = result
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} answers were not 200, ${errors} requests failed`)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { perSecond: requests.average, p50: at(0.5), p99: at(0.99) }
}

let addresses = 0

/** The same page at an address that nobody asked for yet. */
function anotherAddress(request: autocannon.Request): autocannon.Request {
  addresses += 1
  const path = request.path ?? '/'
  return { ...request, path: `${path}${path.includes('?') ? '&' : '?'}n=${addresses}` }
}
