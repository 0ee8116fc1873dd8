import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { closeRenderer, qrSvg, type Rendering, renderPdf, TemplateError } from './index.ts'
import { outsideTool } from './outside-tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'finestra-pdf-'))
after(() => {
  closeRenderer()
  rmSync(folder, { recursive: true })
})

const VILAMAR = {
  municipality: { name: 'Vilamar', body: 'Ajuntament de Vilamar' },
  date: '2026-03-02',
  case: { number: '2026/0412' },
  verification: {
    code: 'VM7K-3Q9P',
    url: 'https://vilamar.example/verify/VM7K-3Q9P',
    qr: await qrSvg('https://vilamar.example/verify/VM7K-3Q9P'),
  },
}

function render(body: string, change: Partial<Rendering> = {}): Promise<Uint8Array> {
  const template = `#import "/house.typ": *\n#show: letter.with(title: "Llicència d’obres menors")\n${body}`
  return renderPdf({ template, data: VILAMAR, lang: 'ca', at: '2026-03-02T09:00:00Z', ...change })
}

function saved(pdf: Uint8Array): string {
  const path = join(folder, 'document.pdf')
  writeFileSync(path, pdf)
  return path
}

async function failureOf(rendering: Promise<unknown>): Promise<TemplateError> {
  const error = await rendering.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof TemplateError, `a TemplateError was expected, not ${error}`)
  return error
}

describe('a document', () => {
  it('is the same, byte for byte, when its template, data and instant are the same', async () => {
    const one = await render('#data.case.number')
    closeRenderer()
    assert.deepEqual(Buffer.from(await render('#data.case.number')), Buffer.from(one))
  })

  it('tells its title, language, date and structure to a screen reader', async () => {
    const path = saved(await render('== Per què\n#reasons((what: "Taxa", found: "Pagada", law: "art. 6"))'))
    const info = outsideTool('pdfinfo', '-isodates', path)
    assert.match(info, /^Title: +Llicència d’obres menors$/m)
    assert.match(info, /^Tagged: +yes$/m)
    assert.match(info, /^CreationDate: +2026-03-02T09:00:00/m)
    assert.match(info, /A4/)
    const structure = outsideTool('pdfinfo', '-struct', path)
    for (const tag of ['H1', 'H2', 'Table', 'TH', 'TD']) assert.match(structure, new RegExp(`^ *${tag}\\b`, 'm'))
    const source = Buffer.from(await render('')).toString('latin1')
    assert.match(source, /\/Lang \(ca\)/)
    assert.match(source, /\/StructTreeRoot \d+ 0 R/)
    assert.match(source, /\/MarkInfo <<\s*\/Marked true/)
  })

  it('is PDF/A-2a for the archive, and sound to qpdf', async () => {
    const pdf = await render('Text')
    assert.match(Buffer.from(pdf).toString('latin1'), /pdfaid:part>2<[\s\S]*pdfaid:conformance>A</)
    assert.match(outsideTool('qpdf', '--check', saved(pdf)), /No syntax or stream encoding errors/)
  })

  it('prints what a person typed as text, also when it looks like a template', async () => {
    const name = '#panic("no") *Aina* \\ "]$<b> #import'
    const path = saved(await render('#data.name', { data: { name } }))
    assert.ok(outsideTool('pdftotext', '-layout', path, '-').includes('#panic("no") *Aina* \\ "]$<b> #import'))
  })

  it('carries its verification code, case and page numbers', async () => {
    const text = outsideTool('pdftotext', saved(await render('U\n#pagebreak()\nDos')), '-')
    assert.match(text, /Codi de verificació: VM7K-3Q9P/)
    assert.match(text, /Pàgina 2 de 2/)
    assert.match(text, /Expedient 2026\/0412/)
  })
})

describe('the compiler', () => {
  it('makes many documents that are asked for at once, each from its own data', async () => {
    const made = await Promise.all(
      Array.from({ length: 30 }, (_, i) => render('#data.number', { data: { number: `número ${i}` } })),
    )
    for (const i of [0, 7, 29])
      assert.match(outsideTool('pdftotext', saved(made[i]!), '-'), new RegExp(`número ${i}\n`))
  })
})

describe('the house style', () => {
  const everything = `
#addressee("Aina Ferrer", "Carrer Major, 3")
#facts((say("case"), data.case.number), ("Buit", none))
#outcome(tone: "yes")[Es concedeix.]
== Per què
#reasons((what: "Taxa", found: money("1234.5"), law: "art. 6"))
#asks("Una cosa", "Una altra")
#amounts(("Taxa", 120), ("Descompte", -20.5), total: 99.5)
#payment(reference: "8001", amount: 99.5, due: "2026-04-01", ways: ("Targeta",))
#listing(columns: ("Ordre", "Punts"), numeric: (0, 1), (("1", "90"), ("2", "80")))
#notice[Avís]
#appeal("Un mes.", "Dos mesos.")
#signature(place: "Vilamar")
#signature(kind: "officer", name: "Giulia Conti", role: "Tècnica")`

  for (const lang of ['ca', 'it', 'es', 'en'] as const) {
    it(`passes the checks of PDF/UA-1 with all of its parts (${lang})`, async () => {
      assert.ok((await render(everything, { lang, standard: 'ua-1' })).length > 0)
    })
  }

  it('makes a document of no data at all', async () => {
    assert.ok((await render(everything.replace('data.case.number', '"—"'), { data: {} })).length > 0)
  })

  it('writes money and days as each language does', async () => {
    const parts = '#money("1234567.895") / #money(-0.5) / #money(999.995) / #day("2026-04-01")'
    const written = async (lang: Rendering['lang']) =>
      outsideTool('pdftotext', saved(await render(parts, { lang })), '-').replaceAll('\u00a0', ' ')
    assert.match(await written('ca'), /1\.234\.567,90 € \/ −0,50 € \/ 1\.000,00 € \/ 1 d’abril de 2026/)
    assert.match(await written('it'), /1\.234\.567,90 € \/ −0,50 € \/ 1\.000,00 € \/ 1º aprile 2026/)
    assert.match(await written('es'), /1\.234\.567,90 € \/ −0,50 € \/ 1\.000,00 € \/ 1 de abril de 2026/)
    assert.match(await written('en'), /€1,234,567\.90 \/ −€0\.50 \/ €1,000\.00 \/ 1 April 2026/)
  })
})

describe('a template that is wrong', () => {
  it('is told with its line, its column and what to do', async () => {
    const error = await failureOf(render('Text\n  #data.colour'))
    assert.deepEqual([error.file, error.line, error.column], ['template.typ', 4, 9])
    assert.match(error.message, /colour/)
    assert.match(error.remedy, /default/)
  })

  it('is told its own line when it calls the house style wrongly', async () => {
    const error = await failureOf(render('#money("twelve")'))
    assert.deepEqual([error.file, error.line], ['template.typ', 3])
  })

  it('is refused as inaccessible when an image has no words for it', async () => {
    const error = await failureOf(render('#image(bytes(data.verification.qr), format: "svg")', { standard: 'ua-1' }))
    assert.match(`${error.message} ${error.remedy}`, /alt/)
  })

  for (const [what, source] of [
    ['a file of the machine', '#read("/etc/passwd")'],
    ['a file outside by a relative path', '#read("../../etc/passwd")'],
    ['a package of the network', '#import "@preview/cetz:0.3.0"'],
  ] as const) {
    it(`cannot reach ${what}`, async () => {
      assert.ok((await failureOf(render(source))).line === 3)
    })
  }

  it('is stopped when it does not end, and those that wait behind it are made', { timeout: 60_000 }, async () => {
    const endless = failureOf(render('#for i in range(100000) { for j in range(100000) { let x = calc.sin(i * j) } }'))
    const next = render('Text')
    assert.match((await endless).message, /too long/)
    assert.ok((await next).length > 0)
  })

  it('leaves the next document untouched', async () => {
    await failureOf(render('#nope'))
    assert.ok((await render('Text')).length > 0)
  })

  it('does not see the files that were given with another document', async () => {
    await render('#image("/coat.svg", alt: "escut")', { files: { '/coat.svg': await qrSvg('x') } })
    await failureOf(render('#image("/coat.svg", alt: "escut")'))
  })
})
