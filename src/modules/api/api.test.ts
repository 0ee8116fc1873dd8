import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { READINGS } from './readings/index.ts'
import { type AinasThings, type ApiScene, ainasThings, apiScene, type Client, type Somebody } from './testing.ts'

/** Who must get which answer: 200 theirs, 401 not signed in, 403 not for them, 404 as if it were not there. */
type Expected = Readonly<Record<'nobody' | 'aina' | 'joan' | 'mireia' | 'montse' | 'ugo', number>>

const FOR_ALL: Expected = { nobody: 200, aina: 200, joan: 200, mireia: 200, montse: 200, ugo: 200 }
const OF_AINA: Expected = { nobody: 401, aina: 200, joan: 404, mireia: 200, montse: 404, ugo: 404 }
const OF_PEOPLE: Expected = { nobody: 401, aina: 200, joan: 200, mireia: 403, montse: 403, ugo: 403 }
const OF_OFFICERS: Expected = { nobody: 401, aina: 403, joan: 403, mireia: 200, montse: 200, ugo: 200 }

describe('The API shows each what is theirs', () => {
  let scene: ApiScene
  let things: AinasThings
  before(async () => {
    scene = await apiScene()
    things = await ainasThings(scene)
  })
  after(() => scene.close())

  /** Each address of the document with real things of Aina's, and who may read it. */
  const matrix = (): Record<string, { path: string; who: Expected }> => ({
    '/services': { path: '/services', who: FOR_ALL },
    // In this scene Castelverde has published nothing.
    '/services/{id}': { path: '/services/minor-works', who: { ...FOR_ALL, ugo: 404 } },
    '/me/folder': { path: '/me/folder', who: OF_PEOPLE },
    '/cases/{id}': { path: `/cases/${things.caseId}`, who: OF_AINA },
    '/cases/{id}/history': { path: `/cases/${things.caseId}/history`, who: OF_AINA },
    '/tasks': { path: '/tasks', who: OF_OFFICERS },
    // The report is the office’s to do: its applicant does not see it.
    '/tasks/{id}': { path: `/tasks/${things.taskId}`, who: { ...OF_AINA, aina: 404 } },
    '/documents/{id}': { path: `/documents/${things.documentId}`, who: OF_AINA },
    '/documents/{id}/content': { path: `/documents/${things.documentId}/content`, who: OF_AINA },
    '/register/entries': { path: '/register/entries', who: OF_OFFICERS },
    // A document of Vilamar is not known in Castelverde.
    '/verify/{code}': { path: `/verify/${things.code}`, who: { ...FOR_ALL, ugo: 404 } },
  })

  it('has a row of the matrix for everything that can be read', () => {
    assert.deepEqual(READINGS.map(({ path }) => path).sort(), Object.keys(matrix()).sort())
    assert.ok(READINGS.length >= 11)
  })

  it('answers each reader of each address as the matrix says', async () => {
    for (const [address, { path, who }] of Object.entries(matrix())) {
      for (const [reader, status] of Object.entries(who)) {
        const client = await scene.client(reader as Somebody)
        const answer = await client.get(path)
        assert.equal(answer.status, status, `${address} for ${reader}: ${answer.text.slice(0, 300)}`)
        if (status === 200) continue
        assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
        assert.doesNotMatch(answer.text, /Aina|Carrer del Forn/, `${address} tells ${reader} of Aina`)
      }
    }
  })

  it('knows nobody by a session of another municipality', async () => {
    const ugoInVilamar = await scene.client('ugo', 'vilamar')
    assert.equal((await ugoInVilamar.get(`/cases/${things.caseId}`)).status, 401)
    assert.equal((await ugoInVilamar.get('/register/entries')).status, 401)
    const ainaInCastelverde = await scene.client('aina', 'castelverde')
    assert.equal((await ainaInCastelverde.get('/me/folder')).status, 401)
  })

  it('gives each folder and each list only what belongs there', async () => {
    const folderOf = async (who: Somebody) => (await (await scene.client(who)).get('/me/folder')).text
    assert.match(await folderOf('aina'), new RegExp(things.caseId))
    assert.doesNotMatch(await folderOf('joan'), new RegExp(things.caseId))
    const listOf = async (who: Somebody, query = '') => (await (await scene.client(who)).get(`/tasks${query}`)).text
    assert.match(await listOf('mireia'), new RegExp(things.caseId))
    for (const [who, query] of [
      ['montse'],
      ['montse', '?office=town-planning'],
      ['ugo'],
      ['ugo', '?office=town-planning'],
    ] as const)
      assert.deepEqual(JSON.parse(await listOf(who, query)), { items: [], next: null }, `${who} ${query}`)
    const entries = await (await scene.client('ugo')).get('/register/entries')
    assert.deepEqual(entries.json, { items: [], next: null }, 'the register of Vilamar is not that of Castelverde')
  })

  it('hides a document from its addressee until it is notified, and what officers write among themselves for good', async () => {
    const [aina, mireia] = [await scene.client('aina'), await scene.client('mireia')]
    await mireia.act('case.note', { caseId: things.caseId, text: 'She was cross on the telephone.' })
    for (const path of [`/documents/${things.hiddenDocumentId}`, `/documents/${things.hiddenDocumentId}/content`]) {
      assert.equal((await aina.get(path)).status, 404)
      assert.equal((await mireia.get(path)).status, 200)
    }
    const seen = await aina.get(`/cases/${things.caseId}`)
    assert.doesNotMatch(seen.text, /cross on the telephone|riskOn|officerName/)
    assert.equal(
      (seen.json.documents as { documentId: string }[]).some(
        ({ documentId }) => documentId === things.hiddenDocumentId,
      ),
      false,
    )
    assert.match((await mireia.get(`/cases/${things.caseId}`)).text, /cross on the telephone/)
    const history = async (client: Client) => (await client.get(`/cases/${things.caseId}/history`)).text
    assert.doesNotMatch(await history(aina), /case\.noted|"actor"|officer:/)
    assert.match(await history(mireia), /case\.noted/)

    const opened = await aina.act('notification.access', { notificationId: things.notificationId })
    assert.equal(opened.status, 200, opened.text)
    assert.equal((await aina.get(`/documents/${things.hiddenDocumentId}`)).status, 200)
    const file = await aina.get(`/documents/${things.hiddenDocumentId}/content`)
    assert.equal(file.headers['content-type'], 'application/pdf')
    assert.match(file.text, /^%PDF-/)
  })
})
