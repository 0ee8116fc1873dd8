import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TownProcess, townProcess } from './support/town-process.ts'

describe('finestra serve', () => {
  let town: TownProcess
  before(async () => {
    town = await townProcess()
  })
  after(() => town?.end())

  const get = (path: string) => fetch(`http://127.0.0.1:${town.port}${path}`)

  // How soon is measured by the bench, on a machine that does nothing else.
  it('answers its first page with the database that it brings up itself, and again when it is started a second time', async () => {
    for (const start of ['first', 'second']) {
      if (start === 'second') assert.equal(await town.stop(), 0)
      await town.start()
      const answer = await get('/')
      assert.equal(answer.status, 200, start)
      assert.match(await answer.text(), /<h1/)
    }
  })

  it('tells monitors that it lives, that it is ready, and what it measured', async () => {
    assert.deepEqual([(await get('/healthz')).status, await (await get('/readyz')).text()], [200, 'ready\n'])
    const metrics = await (await get('/metrics')).text()
    assert.match(metrics, /finestra_http_request_seconds_count\{route="\/",method="GET",status="200"\} \d/)
    assert.match(metrics, /finestra_effects/)
  })

  it('is alive but not ready while its database is away, and ready again by itself when it is back', async () => {
    await town.killDatabase()
    assert.equal((await get('/healthz')).status, 200)
    // Connections that were open outlive the main process of PostgreSQL by a moment.
    await until(async () => (await get('/readyz')).status === 503, 5000)
    await until(async () => (await get('/readyz')).status === 200, 20_000)
    assert.equal((await get('/services')).status, 200)
  })

  it('ends what is under way when it is told to stop, with exit code 0, and leaves no process behind', async () => {
    const underWay = get('/services')
    await sleep(5)
    const code = town.stop()
    assert.equal((await underWay).status, 200)
    assert.equal(await code, 0)
    await assert.rejects(town.owner('select 1'), 'the database still runs')
    await assert.rejects(get('/healthz'))
  })
})

async function until(isSo: () => Promise<boolean>, milliseconds: number): Promise<void> {
  const since = performance.now()
  while (!(await isSo())) {
    if (performance.now() - since > milliseconds) throw new Error(`not within ${milliseconds} ms`)
    await sleep(50)
  }
}
