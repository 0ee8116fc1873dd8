import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { sql } from '../database/index.ts'
import type { Platform } from '../platform.ts'

/** What a monitor may ask: `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus). */
export function measure(server: FastifyInstance, platform: Platform): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'finestra_http_request_seconds',
    help: 'Time to answer, by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  const failures = new Counter({
    name: 'finestra_http_failures_total',
    help: 'Requests that failed by our fault',
    registers: [registry],
  })
  queueGauge(registry, platform)
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    duration.observe({ route, method: request.method, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (reply.statusCode >= 500) failures.inc()
  })
  server.get('/healthz', async (_, reply) => reply.type('text/plain').send('alive\n'))
  server.get('/readyz', async (_, reply) => {
    const problem = await notReady(platform)
    return problem === undefined
      ? reply.type('text/plain').send('ready\n')
      : reply.code(503).type('text/plain').send(`${problem}\n`)
  })
  server.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}

function queueGauge(registry: Registry, platform: Platform): void {
  new Gauge({
    name: 'finestra_effects',
    help: 'Effects in the queue: waiting, late by more than a minute, and dead',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counts = await platform.jobs.counts()
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count)
    },
  })
}

async function notReady(platform: Platform): Promise<string | undefined> {
  try {
    const { count } = await platform.db.across((db) =>
      db.one<{ count: number }>(sql`select count(*) from municipality`),
    )
    return count === 0 ? 'no municipality is installed' : undefined
  } catch {
    return 'the database does not answer'
  }
}
