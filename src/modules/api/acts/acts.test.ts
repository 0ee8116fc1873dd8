import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { allActs } from '../../../platform/acts/index.ts'
import { addUpload } from '../../cases/index.ts'
import { citizen } from '../../cases/testing.ts'
import { PEOPLE } from '../../people/testing.ts'
import { type AinasThings, type Answer, type ApiScene, ainasThings, apiScene, type Client } from '../testing.ts'
import { actNotes, actsNotOffered, offeredActs } from './offered.ts'

describe('The acts that other programs are offered', () => {
  let scene: ApiScene
  let things: AinasThings
  let aina: Client
  let mireia: Client
  before(async () => {
    scene = await apiScene()
    things = await ainasThings(scene)
    ;[aina, mireia] = [await scene.client('aina'), await scene.client('mireia')]
  })
  after(() => scene.close())

  it('are all but those of the program itself and those that believe what was proved elsewhere', async () => {
    const offered = offeredActs().map(({ act }) => act.name)
    const kept = Object.keys(actsNotOffered())
    const ofTheProgram = allActs().filter(
      ({ permission }) => permission === 'system' || permission === 'person.recognise',
    )
    assert.ok(offered.length > 20 && ofTheProgram.length >= 5)
    assert.equal(offered.length + kept.length + ofTheProgram.length, allActs().length)
    for (const name of [...kept, ...ofTheProgram.map((act) => act.name)]) {
      const answer = await aina.act(name, {})
      assert.equal(answer.status, 404, name)
      assert.equal(answer.json.code, 'no-such-address')
    }
  })

  it('are described by notes that no act has outlived', () => {
    const names = allActs().map(({ name }) => name)
    for (const name of [...Object.keys(actNotes()), ...Object.keys(actsNotOffered())])
      assert.ok(names.includes(name), name)
  })

  it('carry an application from draft to case, journaled as come by the API', async () => {
    const draftId = randomUUID()
    const draft = { draftId, procedure: 'residence-certificate', answers: CERTIFICATE, page: 'start' }
    assert.deepEqual((await aina.act('case.save-draft', draft)).json, { result: { draftId }, replayed: false })
    const filed = await aina.act('case.apply', { draftId })
    assert.equal(filed.status, 200, filed.text)
    const { caseId, registerLabel } = filed.json.result as Record<string, string>
    assert.match(registerLabel ?? '', /^E-2026-\d{6}$/)
    const [event] = await scene.hall.test.owner(
      `select channel, actor from finestra.event where kind = 'case.opened' and objects @> array[$1]`,
      [`case:${caseId}`],
    )
    assert.deepEqual(event, { channel: 'api', actor: `person:${PEOPLE.aina}` })
  })

  it('act once for a key, also when it comes twice at the same moment, and answer the same', async () => {
    const note = { caseId: things.caseId, text: 'Once.' }
    const headers = { 'idempotency-key': randomUUID() }
    const [first, second] = await Promise.all([
      mireia.act('case.note', note, headers),
      mireia.act('case.note', note, headers),
    ])
    assert.deepEqual(first.json.result, second.json.result)
    assert.deepEqual([first.json.replayed, second.json.replayed].sort(), [false, true])
    const notes = await scene.hall.test.owner(`select 1 from finestra.case_note where text = 'Once.'`)
    assert.equal(notes.length, 1)
    isProblem(await mireia.act('case.claim', { taskId: things.taskId }, headers), 409, 'key-used')
  })

  it('keep the keys of two people apart, and those of the API apart from the workers’ own', async () => {
    const headers = { 'idempotency-key': `unread:${things.notificationId}` }
    const draft = (answers: object) => ({ draftId: randomUUID(), procedure: 'minor-works', answers, page: 'start' })
    assert.equal((await aina.act('case.save-draft', draft({ mine: 1 }), headers)).status, 200)
    const joan = await scene.client('joan')
    const his = await joan.act('case.save-draft', draft({ mine: 2 }), headers)
    assert.equal(his.json.replayed, false)
    const taken = await scene.hall.test.owner(`select 1 from finestra.request_key where key like 'system:%' || $1`, [
      headers['idempotency-key'],
    ])
    assert.equal(taken.length, 0)
  })

  it('ask for a key of 8 to 80 characters', async () => {
    for (const key of [undefined, 'short', 'x'.repeat(81), 'with space in it']) {
      const answer = await mireia.act('case.claim', { taskId: things.taskId }, { 'idempotency-key': key })
      const [error] = isProblem(answer, 400, 'bad-input').errors as { in: string; pointer: string }[]
      assert.deepEqual([error?.in, error?.pointer], ['header', '/idempotency-key'], String(key))
    }
  })

  it('refuse unknown fields, wrong types and missing ones, and name each place in the reader’s language', async () => {
    const wrong = { taskId: 'not-an-id', minutes: '40', answers: {}, 'new/field': 1 }
    const answer = await mireia.act('case.complete-task', wrong, { 'accept-language': 'it' })
    const problem = isProblem(answer, 400, 'bad-input')
    assert.equal(problem.title, 'La richiesta non si capisce')
    const errors = problem.errors as { pointer: string; code: string; detail: string; in: string }[]
    assert.deepEqual(
      new Set(errors.map(({ in: part, pointer, code }) => `${part} ${pointer} ${code}`)),
      new Set(['body /taskId format', 'body /minutes type', 'body /new~1field additionalProperties']),
    )
    assert.match(errors.find(({ pointer }) => pointer === '/minutes')?.detail ?? '', /tipo: integer/)
    const missing = isProblem(await mireia.act('case.complete-task', {}), 400, 'bad-input').errors as {
      pointer: string
    }[]
    assert.deepEqual(
      missing.map(({ pointer }) => pointer),
      ['/taskId', '/answers'],
    )
    const message = isProblem(
      await aina.act('case.citizen-message', { caseId: things.caseId, message: 'shout', text: '' }),
      400,
      'bad-input',
    )
    assert.match(
      JSON.stringify(message.errors),
      /"pointer":"\/message","code":"enum","detail":"It must be one of these: withdraw, appeal/,
    )
  })

  it('refuse what is not JSON, what is broken, and what is too big, and say which', async () => {
    isProblem(
      await aina.act('case.apply', 'draftId=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'not-json',
    )
    isProblem(await aina.act('case.apply', '{"draftId": '), 400, 'unreadable')
    isProblem(await aina.act('case.apply', ''), 400, 'unreadable')
    isProblem(await aina.act('case.apply', 'null'), 400, 'bad-input')
    isProblem(await aina.act('case.apply', JSON.stringify({ draftId: 'x'.repeat(1_100_000) })), 413, 'too-big')
  })

  it('refuse before anything is read: 401 without a session, 403 without the permission, 404 for what is another’s', async () => {
    const [nobody, joan] = [await scene.client('nobody'), await scene.client('joan')]
    for (const { act } of offeredActs()) {
      const answer = await nobody.act(act.name, 'not even JSON')
      isProblem(answer, 401, 'sign-in-first')
      assert.equal(answer.headers['www-authenticate'], 'Session')
    }
    isProblem(await joan.act('case.note', { caseId: things.caseId, text: 'x' }), 403, 'not-allowed')
    isProblem(
      await joan.act('case.citizen-message', { caseId: things.caseId, message: 'withdraw', text: '' }),
      404,
      'not-found',
    )
    const [montse, ugo] = [await scene.client('montse'), await scene.client('ugo')]
    for (const stranger of [montse, ugo]) {
      isProblem(await stranger.act('case.note', { caseId: things.caseId, text: 'x' }), 404, 'not-found')
      isProblem(await stranger.act('case.claim', { taskId: things.taskId }), 404, 'not-found')
    }
    assert.equal((await scene.fileOf(things.caseId)).case.status, 'open')
  })

  it('do nothing to Aina’s things for anybody else: each act, each stranger', async () => {
    const another = await ainasThings(scene)
    const hers = await everythingOfAina(another)
    const touching = offeredActs().flatMap(({ act, example }) => {
      const body = withIds(example, hers)
      return JSON.stringify(body) === JSON.stringify(example) ? [] : [{ name: act.name, body }]
    })
    assert.ok(touching.length >= 18, touching.map(({ name }) => name).join(' '))
    const before = await journalLength()
    for (const who of ['nobody', 'joan', 'montse', 'ugo'] as const) {
      const stranger = await scene.client(who)
      for (const { name, body } of touching) {
        const { status, text } = await stranger.act(name, body)
        assert.ok(status === 401 || status === 403 || status === 404, `${name} by ${who}: ${status} ${text}`)
      }
    }
    assert.equal(await journalLength(), before)
    // Fresh ones are good in the hands of those whose they are: met, or refused for how things are now.
    for (const { name } of touching.filter(({ name }) => name !== 'case.answer-task')) {
      const body = withIds(actNotes()[name]?.example, await everythingOfAina(another))
      const statuses = [await aina.act(name, body), await mireia.act(name, body)].map(({ status }) => status)
      if (statuses.every((status) => status === 403)) continue
      assert.ok(
        statuses.some((status) => [200, 409, 422].includes(status)),
        `${name}: ${statuses}`,
      )
    }
  })

  it('refuse a request that a page of another site may have sent', async () => {
    const draft = { draftId: randomUUID(), procedure: 'minor-works', answers: {}, page: 'start' }
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': undefined },
    ]) {
      assert.equal((await aina.act('case.save-draft', draft, headers)).status, 403, JSON.stringify(headers))
    }
    const origin = { 'sec-fetch-site': undefined, origin: 'https://elsewhere.example' }
    assert.equal((await aina.act('case.save-draft', draft, origin)).status, 403)
    const own = { 'sec-fetch-site': undefined, origin: 'http://vilamar.localhost' }
    assert.equal((await aina.act('case.save-draft', draft, own)).status, 200)
  })

  it('answer 409 with what to do when things have moved on, and 422 with each answer that cannot be accepted', async () => {
    assert.equal((await mireia.act('case.claim', { taskId: things.taskId })).status, 200)
    const colleague = await scene.hall.test.owner(
      `update finestra.task set officer_id = gen_random_uuid() where task_id = $1 returning 1`,
      [things.taskId],
    )
    assert.equal(colleague.length, 1)
    const claimed = isProblem(await mireia.act('case.claim', { taskId: things.taskId }), 409, 'task-claimed')
    assert.match(String(claimed.detail), /Somebody else already has this task/)
    assert.equal(claimed.type, 'urn:finestra:problem:task-claimed')

    const draftId = randomUUID()
    await aina.act('case.save-draft', { draftId, procedure: 'minor-works', answers: { budget: 'many' }, page: 'works' })
    const incomplete = isProblem(await aina.act('case.apply', { draftId }), 422, 'form-incomplete')
    const errors = incomplete.errors as { in: string; pointer: string; code: string; detail: string }[]
    const budget = errors.find(({ pointer }) => pointer === 'budget')
    assert.deepEqual(
      [budget?.in, budget?.code, budget?.detail],
      ['answers', 'not-a-number', 'Write it in numbers, like 1250 or 1250,50.'],
    )
    assert.ok(errors.some(({ pointer, code }) => pointer === 'role' && code.startsWith('required')))
  })

  /** One of each kind of thing that an act can touch. */
  async function everythingOfAina({ caseId, taskId, notificationId }: AinasThings): Promise<Record<string, string>> {
    const draftId = randomUUID()
    await aina.act('case.save-draft', {
      draftId,
      procedure: 'residence-certificate',
      answers: CERTIFICATE,
      page: 'start',
    })
    const upload = {
      belongsTo: draftId,
      field: 'proof',
      name: 'a.pdf',
      mediaType: 'application/pdf',
      fileHash: 'a'.repeat(64),
      size: 1,
    }
    const { uploadId } = await scene.hall.run(addUpload, upload, citizen('aina'))
    const mandate = await aina.act('person.grant-mandate', {
      representative: { identityNumber: '00000005M', familyName: 'Ribas' },
      ...{ scope: 'general', until: '2027-03-01' },
    })
    const messageId = randomUUID()
    await scene.hall.test.owner(
      `insert into finestra.message (municipality_id, message_id, person_id, subject, body, lang, at) values (1, $1, $2, 's', 'b', 'ca', now())`,
      [messageId, PEOPLE.aina],
    )
    const { mandateId } = mandate.json.result as { mandateId: string }
    const [entry] = await scene.hall.test.owner('select label from finestra.register_entry limit 1')
    return {
      ...{ draftId, uploadId, mandateId, messageId, caseId, taskId, notificationId },
      ...{ personId: PEOPLE.aina, grantorId: PEOPLE.aina, label: String(entry?.label) },
    }
  }

  async function journalLength(): Promise<number> {
    // What the workers still do, and somebody's own session, is not of this.
    const [row] = await scene.hall.test.owner(
      `select count(*)::int as n from finestra.event where kind not like 'identity.%' and actor not like 'system:%'`,
    )
    return row?.n as number
  }

  it('tell a refusal in each language', async () => {
    for (const [lang, title] of [
      ['ca', 'Alguna cosa'],
      ['es', 'Algo de lo que'],
      ['it', 'Qualcosa'],
      ['en', 'Something'],
    ] as const) {
      const answer = await mireia.act('case.note', { caseId: things.caseId, text: '  ' }, { 'accept-language': lang })
      const problem = isProblem(answer, 422, 'text-missing')
      assert.match(String(problem.title), new RegExp(`^${title}`))
      assert.equal(answer.headers['content-language'], lang)
      assert.doesNotMatch(answer.text, /⟦/)
    }
  })
})

/** The identifiers in the examples of `acts.yaml`, each with one of Aina's in its place. */
function withIds(example: unknown, hers: Readonly<Record<string, string>>): unknown {
  if (typeof example !== 'object' || example === null) return example
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, hers[name] ?? value]))
}

const CERTIFICATE = { whose: 'me', kind: 'individual', delivery: 'web', truth: true }

function isProblem(answer: Answer, status: number, code: string): Record<string, unknown> {
  assert.equal(answer.status, status, answer.text)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  assert.equal(answer.json.status, status)
  assert.equal(answer.json.code, code)
  for (const words of ['title', 'detail', 'remedy']) assert.match(String(answer.json[words]), /^[^⟦]+$/, words)
  return answer.json
}
