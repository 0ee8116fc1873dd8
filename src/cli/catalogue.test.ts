import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { type ExampleTown, parsePackage, playExample } from '../core/packages/index.ts'
import { catalogueFolder, readPackages } from '../platform/catalogue-files.ts'
import { languages } from '../platform/i18n/index.ts'
import { loadLaw } from '../platform/law.ts'
import { closeRenderer, renderPdf } from '../platform/pdf/index.ts'
import { type CatalogueHost, type CheckedPackage, catalogueCommand } from './catalogue.ts'
import { packZip, unpackZip } from './catalogue-zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'finestra-catalogue-'))
after(() => {
  rmSync(folder, { recursive: true })
  closeRenderer()
})

async function run(args: readonly string[], host?: CatalogueHost) {
  let out = ''
  let err = ''
  const code = await catalogueCommand(
    args,
    { write: (text) => (out += text) },
    { write: (text) => (err += text) },
    host,
  )
  return { code, out, err }
}

const PACKAGES = ['minor-works', 'residence-certificate', 'school-meals']

describe('the packages that come with Finestra', () => {
  it('hold together, and every example comes out, in less than ten seconds', async () => {
    const { code, out } = await run(['check', catalogueFolder, '--json'])
    const checked: { packages: CheckedPackage[]; passed: number; failed: number; seconds: number } = JSON.parse(out)
    const wrong = checked.packages.filter(({ ok }) => !ok)
    assert.deepEqual(wrong, [])
    assert.equal(code, 0)
    for (const name of PACKAGES) assert.ok(checked.packages.some((one) => one.name === name))
    assert.ok(checked.passed >= 21, `${checked.passed} examples`)
    assert.ok(checked.seconds < 10, `${checked.seconds} s`)
  })

  it('have enough examples each: eight for minor works and school meals, five for the certificate', async () => {
    const least: Record<string, number> = { 'minor-works': 8, 'school-meals': 8, 'residence-certificate': 5 }
    for (const { name, files } of readPackages(catalogueFolder)) {
      const count = Object.keys(files).filter((path) => path.startsWith('examples/')).length
      assert.ok(count >= (least[name] ?? 1), `${name}: ${count}`)
    }
  })

  it('keep the state of a minor-works case below one kilobyte after every event of every example', async () => {
    const { pack } = await parsed('minor-works')
    let measured = 0
    for (const example of pack.examples)
      for (let events = 0; events <= example.when.length; events += 1) {
        const { state } = playExample(
          pack,
          { ...example, when: example.when.slice(0, events) },
          townOf(example.given.municipality),
        )
        const bytes = Buffer.byteLength(JSON.stringify(state))
        assert.ok(bytes < 1000, `${example.title}, after ${events} events: ${bytes} bytes`)
        measured += 1
      }
    assert.ok(measured > 50)
  })

  it('draw every element inside the page and every arrow from one to another', () => {
    for (const { name, files } of readPackages(catalogueFolder)) {
      const xml = files['process.bpmn'] ?? ''
      const drawn = new Set([...xml.matchAll(/bpmnElement="([^"]+)"/g)].map(([, id]) => id))
      const ids = [...xml.matchAll(/<bpmn:(?:\w+(?:Task|Event|Gateway|Process)|sequenceFlow) id="([^"]+)"/g)].map(
        ([, id]) => id,
      )
      assert.ok(ids.length > 20)
      assert.deepEqual(
        ids.filter((id) => !drawn.has(id)),
        [],
        name,
      )
    }
  })

  it('render every document in every language, with the data of a case and with none', async () => {
    let rendered = 0
    for (const { name, files } of readPackages(catalogueFolder)) {
      const variables = await variablesOf(name)
      for (const [path, template] of Object.entries(files).filter(([file]) => file.endsWith('.typ')))
        for (const lang of languages)
          for (const data of [{}, dataOf(variables, lang === 'it' ? 'it' : 'es')]) {
            const pdf = await renderPdf({ template, data, lang, at: '2026-03-16T09:00:00Z' })
            assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-', `${name}/${path} ${lang}`)
            rendered += 1
          }
    }
    assert.ok(rendered > 100)
  })
})

async function parsed(name: string) {
  const files = readPackages(join(catalogueFolder, name))[0]?.files ?? {}
  const result = await parsePackage(files, { languages })
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return { pack: result.package }
}

/** The variables with which the first example of a package ends. */
async function variablesOf(name: string): Promise<object> {
  const { pack } = await parsed(name)
  const [example] = pack.examples
  return example ? (playExample(pack, example, townOf(example.given.municipality)).state?.variables ?? {}) : {}
}

function townOf(slug: string): ExampleTown {
  const book = loadLaw()
  const place = book.places.get(slug)
  if (!place) throw new Error(`no town ${slug}`)
  return { slug, law: book.law(place.law), calendar: book.calendar(slug), zone: place.zone }
}

function dataOf(variables: object, law: string) {
  return {
    municipality: { name: 'Vilamar', law },
    case: { number: '2026/1', procedure: 'Prova', opened: '2026-03-02', register: 'E-2026/1', due: '2026-04-02' },
    applicant: { name: 'Aina Soler', identityNumber: '00000000T' },
    application: [{ label: 'On són?', text: 'Carrer de la Font 12' }],
    variables,
    term: { length: '1 month', due: '2026-04-02', silence: 'granted' },
    legalBasis: [{ law: 'Ley 39/2015', articles: '21', title: 'Procedimiento' }],
    signer: { name: 'Toni', role: 'councillor' },
    today: '2026-03-16',
    data: { rows: [{ place: 1, identity: '***1234**', points: 13, amount: 1144.5, granted: true }], ceiling: 420000 },
  }
}

describe('finestra catalogue check', () => {
  const broken = join(folder, 'minor-works')
  cpSync(join(catalogueFolder, 'minor-works'), broken, { recursive: true })
  const example = join(broken, 'examples', 'kitchen-by-declaration.yaml')

  it('ends with 1 and says in words what differs when an example does not come out', async () => {
    const text = readFileSync(example, 'utf8')
    writeFileSync(example, text.replace('total: 200', 'total: 199'))
    const { code, out } = await run(['check', broken])
    writeFileSync(example, text)
    assert.equal(code, 1)
    assert.match(out, /Fee\.total should be 199, and is 200\./)
    assert.match(out, /1 failed/)
  })

  it('ends with 1 when the folder has another name than the package', async () => {
    const renamed = join(folder, 'other-works')
    cpSync(broken, renamed, { recursive: true })
    const { code, out } = await run(['check', renamed])
    assert.equal(code, 1)
    assert.match(out, /folder is called “other-works”/)
  })

  it('ends with 2 and the remedy when there is no package, no such folder or no such command', async () => {
    assert.match((await run(['check', join(broken, 'examples')])).err, /no package/)
    assert.match((await run(['check', join(folder, 'nothing')])).err, /ENOENT/)
    assert.match((await run(['bless', broken])).err, /check, export or install/)
    assert.match((await run(['check'])).err, /name the folder/)
    assert.equal((await run(['check', join(folder, 'nothing')])).code, 2)
  })

  it('has help', async () => {
    const { code, out } = await run(['--help'])
    assert.equal(code, 0)
    assert.match(out, /catalogue export DIR --to FILE\.zip/)
  })
})

describe('finestra catalogue export and install', () => {
  const source = join(catalogueFolder, 'residence-certificate')
  const zip = join(folder, 'residence-certificate.zip')

  it('makes a zip that another municipality installs, file by file the same', async () => {
    assert.equal((await run(['export', source, '--to', zip])).code, 0)
    const installed: [Readonly<Record<string, string>>, string | undefined][] = []
    const host: CatalogueHost = {
      async install(files, municipality) {
        installed.push([files, municipality])
        return 'residence-certificate: version 1'
      },
    }
    const { code, out } = await run(['install', zip, '--municipality', 'castelverde'], host)
    assert.deepEqual([code, out], [0, 'residence-certificate: version 1\n'])
    assert.deepEqual(installed, [[readPackages(source)[0]?.files, 'castelverde']])
  })

  it('installs nothing when one of several packages is broken', async () => {
    const both = join(folder, 'both')
    cpSync(catalogueFolder, both, { recursive: true })
    writeFileSync(join(both, 'school-meals', 'rules.dmn'), 'no rules')
    const { code, err } = await run(['install', both], {
      install: () => assert.fail('nothing may be installed'),
    })
    assert.equal(code, 1)
    assert.match(err, /rules\.dmn/)
    assert.match(err, /Nothing was installed/)
  })

  it('exports to a folder, and never over one that is there', async () => {
    const to = join(folder, 'exported')
    assert.equal((await run(['export', source, '--to', to])).code, 0)
    assert.deepEqual(readPackages(join(to, 'residence-certificate'))[0]?.files, readPackages(source)[0]?.files)
    assert.match((await run(['export', source, '--to', to])).err, /is there already/)
  })

  it('gives equal bytes for equal files, and refuses a zip that is damaged or reaches out of its folder', () => {
    const files = { 'service.yaml': 'id: à', 'documents/a.typ': 'x'.repeat(5000) }
    const bytes = packZip('a', files)
    assert.deepEqual(packZip('a', { ...files }), bytes)
    assert.deepEqual({ ...unpackZip(bytes) }, files)
    assert.throws(() => unpackZip(Buffer.from('hello')), /not a zip file/)
    assert.throws(() => unpackZip(packZip('..', files)), /outside its folder/)
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Uint8Array.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      try {
        unpackZip(damaged)
      } catch (error) {
        assert.equal((error as Error).name, 'ZipError')
      }
    }
  })
})
