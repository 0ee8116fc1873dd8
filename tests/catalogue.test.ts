import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TownHall, townHall } from '../src/modules/cases/testing.ts'
import { catalogueFolder } from '../src/platform/catalogue-files.ts'
import { checksums } from './support/rows.ts'
import { runFinestra } from './support/town-process.ts'

const NAME = 'residence-certificate'

describe('finestra catalogue install, on a town hall at work', () => {
  const folder = mkdtempSync(join(tmpdir(), 'finestra-install-'))
  const pack = join(folder, NAME)
  let hall: TownHall
  before(async () => {
    hall = await townHall()
  })
  after(async () => {
    await hall?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What is broken: the file, how, and what must be said of it: file, place, what, and the remedy. */
  const BREAKS: readonly [what: string, file: string, from: string | RegExp, to: string, said: RegExp][] = [
    ['a sheet that is not YAML', 'service.yaml', 'terms:', 'terms: [', /service\.yaml, line \d+: .*not YAML.*\. \S+/],
    [
      'a form with a kind of field that there is not',
      'form.yaml',
      'kind: choice',
      'kind: chioce',
      /form\.yaml, pages\[0\]\.fields\[1\]\.kind: Use one of: text, .*choice/,
    ],
    ['a drawing that is not XML', 'process.bpmn', '<bpmn:process', '<bpmn:process <', /process\.bpmn.*: \S+.*\. \S+/],
    [
      'a drawing with an arrow to nowhere',
      'process.bpmn',
      'targetRef="correction-letter"',
      'targetRef="nowhere"',
      /process\.bpmn, correction-asked--correction-letter: .*nowhere.*\. \S+/,
    ],
    [
      'a rule that is not FEEL',
      'rules.dmn',
      '<inputEntry><text>true</text></inputEntry>',
      '<inputEntry><text>tru e(</text></inputEntry>',
      /rules\.dmn, .*tru e\(.*\. \S+/,
    ],
    [
      'a document with a bracket too few',
      'documents/certificate.typ',
      /$/,
      '\n#facts((',
      /documents\/certificate\.typ, line \d+, column \d+: .*unclosed.*\. Look for a bracket/,
    ],
    [
      'a document that needs what may be missing',
      'documents/receipt.typ',
      /$/,
      '\n#data.nobody',
      /documents\/receipt\.typ, line \d+, column \d+: .*"nobody".*\. The data lacks this field/,
    ],
    [
      'an example that does not come out',
      'examples/at-once.yaml',
      'by: machine',
      'by: officer',
      /at-once\.yaml\)\n\s+Route\.by should be "?officer"?, and is "?machine"?/,
    ],
  ]

  for (const [what, file, from, to, said] of BREAKS)
    it(`says file, place and remedy of ${what}, and installs nothing`, async () => {
      broken(file, (text) => text.replace(from, to))
      await refuses(pack, said)
    })

  it('says of a zip that was cut off that it is damaged, and installs nothing', async () => {
    broken('service.yaml', (text) => `${text}# another version\n`)
    const zip = join(folder, `${NAME}.zip`)
    assert.equal((await finestra(['catalogue', 'export', pack, '--to', zip])).code, 0)
    truncateSync(zip, readFileSync(zip).length - 100)
    await refuses(zip, /zip/)
  })

  it('publishes a package that holds together as the next version, in each town whose law it serves, and says which it leaves out', async () => {
    broken('service.yaml', (text) => text.replace(/^ {2}it:\n( {4}.*\n)+/gm, ''))
    rmSync(join(pack, 'examples', 'castelverde.yaml'))
    const { code, out, err } = await finestra(['catalogue', 'install', pack])
    assert.equal(code, 0, err)
    assert.match(
      out,
      /^vilamar: residence-certificate is published as version 2\ncastelverde: left out, .*law \(it\)\n$/,
    )
    assert.deepEqual(await published(), [{ municipality_id: 1, version: 2 }])
    const there = await finestra(['catalogue', 'install', pack, '--municipality', 'castelverde'])
    assert.deepEqual([there.code, there.out], [1, ''])
    assert.match(there.err, /castelverde: left out.*nothing was installed/)
    assert.deepEqual(await published(), [{ municipality_id: 1, version: 2 }])
  })

  function broken(file: string, how: (text: string) => string): void {
    rmSync(pack, { recursive: true, force: true })
    cpSync(join(catalogueFolder, NAME), pack, { recursive: true })
    const text = readFileSync(join(pack, file), 'utf8')
    const changed = how(text)
    assert.notEqual(changed, text, 'nothing was broken')
    writeFileSync(join(pack, file), changed)
  }

  async function refuses(path: string, said: RegExp): Promise<void> {
    const before = await checksums(hall.test)
    const { code, out, err } = await finestra(['catalogue', 'install', path])
    assert.notEqual(code, 0)
    assert.equal(out, '')
    assert.match(err, said)
    assert.deepEqual(await checksums(hall.test), before)
  }

  const published = () =>
    hall.test.owner(
      `select municipality_id, version from finestra.procedure_version where procedure = $1 and status = 'published' order by 1`,
      [NAME],
    )

  const finestra = (args: readonly string[]) =>
    runFinestra(args, { DATABASE_URL: hall.test.ownerUrl, FINESTRA_DATA: hall.platform.config.dataFolder })
})
