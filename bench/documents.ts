import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { closeRenderer, developmentSealer, qrSvg, renderPdf, sealPdf, verifyPdf } from '../src/platform/pdf/index.ts'
import { answer, openCompiler } from '../src/platform/pdf/typst-compiler.ts'
import { type Bench, type Figure, figure } from './figure.ts'

/**
 * A decision of two pages in the house style: rendered, sealed and checked, against the Typst compiler alone in this process on
 * the same documents. Each document is another one, so that nothing is answered from memory.
 */
export const bench: Bench = async ({ quick }) => {
  const times = quick ? 20 : 150
  const folder = mkdtempSync(join(tmpdir(), 'finestra-bench-'))
  try {
    const sealer = await developmentSealer(folder, 'Ajuntament de Vilamar')
    const make = async (number: number) => sealPdf(await renderPdf(await decision(number)), sealer, { at: AT })
    const before = process.memoryUsage().rss
    for (let i = 0; i < WARM_UP; i += 1) await make(i)
    const each = await msEach(times, (i) => make(WARM_UP + i))
    const sealed = await make(0)
    const memory = { server: process.memoryUsage().rss - before, compiler: compilerRss() }
    closeRenderer()
    const checking = await msEach(times, async () => verifyPdf(sealed, { trusted: [sealer.authorityPem] }))
    return figures({ each, alone: await typstAlone(times), checking, ...memory })
  } finally {
    closeRenderer()
    rmSync(folder, { recursive: true, force: true })
  }
}

const AT = '2026-03-02T09:00:00Z'
const WARM_UP = 20

type Measured = { each: number; alone: number; checking: number; server: number; compiler: number }

function figures({ each, alone, checking, server, compiler }: Measured): Figure[] {
  return [
    figure({
      name: 'documents: two pages rendered and sealed',
      unit: 'ms',
      ours: each,
      theirs: alone,
      against: 'Typst alone',
      target: { of: 'ours', atMost: 60 },
    }),
    figure({
      name: 'documents: one after the other',
      unit: 'documents/s',
      ours: 1000 / each,
      theirs: 1000 / alone,
      against: 'Typst alone',
      target: { of: 'ours', atLeast: 20 },
    }),
    figure({ name: 'documents: seal checked', unit: 'documents/s', ours: 1000 / checking }),
    figure({ name: 'documents: memory added to the server', unit: 'MB', ours: server / 1e6 }),
    figure({ name: 'documents: memory of the compiler process', unit: 'MB', ours: compiler / 1e6 }),
  ]
}

async function typstAlone(times: number): Promise<number> {
  const compiler = openCompiler()
  const make = async (number: number) => {
    const { template, data, lang } = await decision(number)
    const inputs = { data: JSON.stringify(data), lang, at: AT }
    const made = answer(compiler, {
      id: number,
      template,
      inputs,
      files: {},
      createdAt: Date.parse(AT) / 1000,
      standard: 'a-2a',
    })
    if ('failures' in made) throw new Error(made.failures[0]?.message)
  }
  for (let i = 0; i < WARM_UP; i += 1) await make(i)
  return msEach(times, (i) => make(WARM_UP + i))
}

async function msEach(times: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < times; i += 1) await work(i)
  return (performance.now() - start) / times
}

async function decision(number: number) {
  const url = `https://vilamar.example/verify/VM${number}`
  const data = {
    municipality: { name: 'Vilamar', body: 'Ajuntament de Vilamar', address: 'Plaça de la Vila, 1' },
    date: '2026-03-02',
    case: { number: `2026/${number}` },
    verification: { code: `VM${number}`, url, qr: await qrSvg(url) },
    reasons: Array.from({ length: 12 }, (_, i) => ({
      what: `Condició ${i} de ${number}`,
      found: 'Compleix',
      law: `art. ${i}`,
    })),
  }
  return { template: TEMPLATE, data, lang: 'ca', at: AT } as const
}

const TEMPLATE = `#import "/house.typ": *
#show: letter.with(title: "Llicència d’obres menors", kind: "Resolució")
#addressee("Aina Ferrer Puig", "Carrer Major, 3", "08399 Vilamar")
#facts((say("case"), data.case.number), ("Presentada", day("2026-02-10")), ("Taxa", money("124.5")))
#outcome(tone: "yes")[Es concedeix la llicència per fer l’obra.]
== Per què
#reasons(..data.reasons)
== Condicions
#asks("Feu l’obra de dilluns a divendres.", "Porteu la runa a un gestor autoritzat.", "Aviseu l’Ajuntament quan acabeu.")
#appeal("Podeu presentar un recurs de reposició en el termini d’un mes.", "També podeu anar als jutjats en dos mesos.")
#signature(place: "Vilamar")
`

/** Resident memory of the children of this process, in bytes; 0 where there is no /proc. */
function compilerRss(): number {
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(/\s+/)
    const pages = children.map((pid) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]))
    return pages.reduce((sum, one) => sum + one, 0) * 4096
  } catch {
    return 0
  }
}
