import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Guest, hiddenFields, type PortalScene, portalScene } from '../src/modules/portal/testing.ts'
import { checksums } from './support/rows.ts'

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300_000, 7)])

describe('an upload', () => {
  let scene: PortalScene
  let aina: Guest
  let draft: string
  before(async () => {
    scene = await portalScene()
    await scene.server.listen({ port: 0, host: '127.0.0.1' })
    aina = await scene.guest('aina')
    const begin = '/services/minor-works/apply'
    const { location } = await aina.post(begin, hiddenFields((await aina.get(begin)).text))
    draft = location.split('/').slice(0, 3).join('/')
  })
  after(() => scene?.close())

  for (const script of ['with the page’s script', 'with the form alone'])
    it(`that breaks off in the middle leaves nothing, and can be made again, ${script}`, async () => {
      const path = script.includes('form') ? `${draft}/papers` : `${draft}/files/photographs`
      const before = await kept()
      for (const part of [0.01, 0.5, 0.99]) await sendPart(path, part)
      assert.deepEqual(await kept(), before)
      const fields = script.includes('form') ? hiddenFields((await aina.get(`${draft}/papers`)).text) : {}
      const answer = await aina.send(path, fields, [photo(JPEG)])
      assert.ok(answer.status < 400, `${answer.status} ${answer.text}`)
      assert.notDeepEqual(await kept(), before)
    })

  it('that the virus check refuses is not kept, and is told so', async () => {
    await refused('! grep -q EICAR', Buffer.concat([JPEG, Buffer.from('EICAR')]), /virus check refused photo\.jpg/)
    await accepted('! grep -q EICAR', Buffer.concat([JPEG, Buffer.from('clean')]))
  })

  it('is not kept while the virus check cannot be made, and may be sent again later', async () => {
    const content = Buffer.concat([JPEG, Buffer.from('later')])
    await refused('no-such-scanner-here', content, /cannot check photo\.jpg now/)
    await refused('kill -9 $$', content, /cannot check photo\.jpg now/)
    await accepted('true', content)
  })

  it('that is what its name does not say is taken, or not, for what it is', async () => {
    const before = await kept()
    const program = await upload(Buffer.from('\x7fELF a program that calls itself a photo'))
    assert.match(program.error ?? '', /not a kind of file that we take/)
    assert.deepEqual(await kept(), before)
    // A PDF is taken where PDFs are: the field asks for pictures and PDF, and says what came.
    const { id } = await upload(Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'))
    const [stored] = await scene.hall.test.owner('select media_type from finestra.upload where upload_id = $1', [id])
    assert.deepEqual(stored, { media_type: 'application/pdf' })
  })

  async function refused(command: string, content: Buffer, said: RegExp): Promise<void> {
    scanWith(command)
    const before = await kept()
    assert.match((await upload(content)).error ?? '', said)
    assert.deepEqual(await kept(), before)
  }

  async function accepted(command: string, content: Buffer): Promise<void> {
    scanWith(command)
    const answer = await upload(content)
    assert.equal(answer.error, undefined)
    assert.deepEqual((await aina.get(answer.href ?? '')).bytes, content)
  }

  function scanWith(command: string): void {
    Object.assign(scene.hall.platform.config, { virusScanCommand: command })
  }

  async function upload(content: Buffer): Promise<{ id?: string; href?: string; error?: string }> {
    return JSON.parse((await aina.send(`${draft}/files/photographs`, {}, [photo(content)])).text)
  }

  /** Every row of the town and every file in the store. */
  async function kept() {
    const folder = join(scene.hall.platform.config.dataFolder, 'files')
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() : []
    return { rows: await checksums(scene.hall.test, { without: ['session'] }), files }
  }

  /** Begins to send a photograph as a browser does, and lets the line go dead after a part of it. */
  async function sendPart(path: string, part: number): Promise<void> {
    const body = Buffer.concat([
      Buffer.from(`--b\r\ncontent-disposition: form-data; name="photographs"; filename="photo.jpg"\r\n\r\n`),
      JPEG,
      Buffer.from('\r\n--b--\r\n'),
    ])
    const head = [
      `POST ${path} HTTP/1.1`,
      ...['host: vilamar.localhost', `cookie: ${aina.cookie}`, 'sec-fetch-site: same-origin'],
      ...['content-type: multipart/form-data; boundary=b', `content-length: ${body.length}`],
    ]
    const { port } = scene.server.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    await new Promise((resolve) => socket.write(body.subarray(0, body.length * part), resolve))
    await sleep(100)
    socket.destroy()
    await sleep(200)
  }
})

function photo(content: Buffer) {
  return { field: 'photographs', name: 'photo.jpg', content }
}
