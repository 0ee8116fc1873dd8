import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { offeredActs } from './acts/offered.ts'
import { closed } from './closed.ts'
import { TAGS } from './document.ts'
import { READINGS } from './readings/index.ts'
import { type AinasThings, type ApiScene, ainasThings, apiScene, type Somebody } from './testing.ts'

type Json = Record<string, unknown>

interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly operationId: string
  readonly tags: readonly string[]
  readonly security: readonly Json[]
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: Json }[]
  readonly requestBody?: { content: Record<string, { schema: TSchema; example?: unknown }> }
  readonly responses: Readonly<Record<string, { description: string; content: Record<string, { schema: Json }> }>>
}

interface Document extends Json {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Record<string, Operation>>>
  readonly components: { readonly schemas: Record<string, Json>; readonly securitySchemes: Json }
}

describe('The document of the API', () => {
  let scene: ApiScene
  let things: AinasThings
  let document: Document
  before(async () => {
    scene = await apiScene()
    things = await ainasThings(scene)
    const answer = await scene.server.inject({ url: '/api/openapi.json', headers: { host: 'vilamar.localhost' } })
    assert.equal(answer.statusCode, 200, answer.body)
    document = answer.json()
  })
  after(() => scene.close())

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )

  it('follows the rules of OpenAPI 3.1', async () => {
    assert.equal(document.openapi, '3.1.0')
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    assert.ok(valid, JSON.stringify(errors, null, 1))
    const broken = { ...structuredClone(document), paths: { '/x': { get: { responses: 'none' } } } }
    assert.equal((await new Validator().validate(broken)).valid, false, 'the check can fail')
  })

  it('has everything that can be read and every act that is offered, and nothing else', () => {
    const expected = [
      ...READINGS.map(({ path }) => `get /api/v1${path}`),
      ...offeredActs().map(({ act }) => `post /api/v1/acts/${act.name}`),
    ]
    assert.deepEqual(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
      expected.sort(),
    )
    assert.ok(expected.length > 30)
  })

  it('gives each operation a name of its own, a chapter, words, its problems, and who may ask', () => {
    const names = operations().map(({ operation }) => operation.operationId)
    assert.equal(new Set(names).size, names.length)
    for (const { path, method, operation } of operations()) {
      assert.ok(operation.summary && operation.description, path)
      assert.ok(operation.tags.length === 1 && operation.tags[0]! in TAGS, path)
      assert.ok(operation.security.length > 0, path)
      const statuses = method === 'post' ? ['400', '401', '403', '404', '409', '413', '415', '422'] : ['400']
      for (const status of ['200', ...statuses]) {
        const response = operation.responses[status]
        assert.ok(response && response.description !== 'Default Response', `${path} ${status}`)
        if (status === '200') continue
        assert.deepEqual(response.content['application/problem+json']?.schema, { $ref: '#/components/schemas/Problem' })
      }
    }
  })

  it('shows of each act a body that its schema and the act itself accept', () => {
    let shown = 0
    for (const { act } of offeredActs()) {
      const { operation } = operations().find(({ path }) => path === `/api/v1/acts/${act.name}`)!
      const media = operation.requestBody?.content['application/json']
      const example = media?.example
      assert.ok(media, act.name)
      const key = operation.parameters?.find(({ name }) => name.toLowerCase() === 'idempotency-key')
      assert.ok(key?.required && key.in === 'header', act.name)
      if (example === undefined) continue
      shown += 1
      assert.deepEqual(act.accepts(example).problems, [], act.name)
      assert.ok(Compile(media.schema).Check(example), act.name)
    }
    assert.ok(shown >= 25, `${shown} examples`)
  })

  it('describes each answer to the last field: real ones fit it, for each who may ask', async () => {
    const taskOfAina = await correctionTask()
    const paths: Record<string, readonly [string, readonly Somebody[]]> = {
      '/services': ['/services?limit=2', ['nobody', 'mireia']],
      '/services/{id}': ['/services/minor-works', ['nobody']],
      '/me/folder': ['/me/folder', ['aina', 'joan']],
      '/cases/{id}': [`/cases/${things.caseId}`, ['aina', 'mireia']],
      '/cases/{id}/history': [`/cases/${things.caseId}/history?limit=3`, ['aina', 'mireia']],
      '/tasks': ['/tasks?claimed=nobody', ['mireia']],
      '/tasks/{id}': [`/tasks/${taskOfAina}`, ['aina', 'mireia']],
      '/documents/{id}': [`/documents/${things.documentId}`, ['aina', 'mireia']],
      '/register/entries': ['/register/entries?limit=1&annulled=false', ['mireia']],
      '/verify/{code}': [`/verify/${things.code.toLowerCase()}`, ['nobody']],
    }
    const described = READINGS.map(({ path }) => path).filter((path) => path !== '/documents/{id}/content')
    assert.deepEqual(Object.keys(paths).sort(), described.sort())
    for (const [path, [url, readers]] of Object.entries(paths)) {
      const { schema } = document.paths[`/api/v1${path}`]!.get!.responses['200']!.content['application/json']!
      const check = Compile(closed(resolved(schema, document) as TSchema))
      for (const reader of readers) {
        const answer = await (await scene.client(reader)).get(url)
        assert.equal(answer.status, 200, `${path} ${answer.text}`)
        assert.deepEqual(check.Errors(answer.json), [], `${path} for ${reader}`)
        assert.equal(check.Check({ ...answer.json, somethingElse: 1 }), false, 'the check can fail')
      }
    }
  })

  it('describes the problems that really come', async () => {
    const check = Compile(closed(resolved({ $ref: '#/components/schemas/Problem' }, document) as TSchema))
    const [nobody, aina, joan] = [await scene.client('nobody'), await scene.client('aina'), await scene.client('joan')]
    const answers = [
      await nobody.get('/me/folder'),
      await joan.get(`/cases/${things.caseId}`),
      await joan.get('/cases/17'),
      await joan.get('/services?colour=red&limit=many'),
      await joan.get('/services?cursor=never-given'),
      await joan.get('/nowhere'),
      await aina.get('/tasks'),
      await aina.act('case.apply', {}),
      await aina.act('case.apply', { draftId: things.caseId }),
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 404, 400, 400, 400, 404, 403, 400, 404],
    )
    for (const answer of answers) assert.deepEqual(check.Errors(answer.json), [], answer.text)
    const places = answers[3]!.json.errors as { in: string; pointer: string }[]
    assert.deepEqual(places.map((place) => `${place.in} ${place.pointer}`).sort(), ['query /colour', 'query /limit'])
  })

  it('leads through lists page by page, each thing once, until there is no next', async () => {
    await ainasThings(scene)
    const [nobody, aina, mireia] = [
      await scene.client('nobody'),
      await scene.client('aina'),
      await scene.client('mireia'),
    ]
    for (const [client, path, id] of [
      [nobody, '/services', 'id'],
      [aina, `/cases/${things.caseId}/history`, 'seq'],
      [mireia, `/cases/${things.caseId}/history`, 'seq'],
      [mireia, '/tasks', 'taskId'],
      [mireia, '/register/entries', 'label'],
    ] as const) {
      const whole = (await client.get(`${path}?limit=200`)).json
      assert.equal(whole.next, null, path)
      const found: unknown[] = []
      let cursor = ''
      for (let page = 0; page < 100; page += 1) {
        const { json } = await client.get(`${path}?limit=1${cursor}`)
        found.push(...(json.items as Json[]).map((item) => item[id]))
        if (json.next === null) break
        cursor = `&cursor=${encodeURIComponent(String(json.next))}`
      }
      const expected = (whole.items as Json[]).map((item) => item[id])
      assert.ok(expected.length > 1, `${path} has ${expected.length}`)
      assert.deepEqual(found, expected, path)
    }
  })

  /** Aina opens the request and so has something to do. */
  async function correctionTask(): Promise<string> {
    const aina = await scene.client('aina')
    assert.equal((await aina.act('notification.access', { notificationId: things.notificationId })).status, 200)
    const { tasks } = await scene.fileOf(things.caseId)
    return tasks.find(({ citizen, closedAt }) => citizen && closedAt === null)!.taskId
  }
})

/** The schema with what it refers to in its place. */
function resolved(schema: unknown, document: Document): unknown {
  if (Array.isArray(schema)) return schema.map((one) => resolved(one, document))
  if (typeof schema !== 'object' || schema === null) return schema
  if ('$ref' in schema) {
    const name = String(schema.$ref).split('/').at(-1) ?? ''
    assert.ok(document.components.schemas[name], `nothing is called ${schema.$ref}`)
    return resolved(document.components.schemas[name], document)
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolved(value, document)]))
}
