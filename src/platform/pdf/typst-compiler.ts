import { readFileSync } from 'node:fs'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import { resource } from '../root.ts'

/** One document to make. */
export type TypstJob = {
  readonly id: number
  readonly template: string
  /** Other files the template may read, by absolute path (`/coat.svg`). */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  readonly inputs: Record<string, string>
  /** Seconds since 1970, written as the creation date. */
  readonly createdAt: number
  readonly standard: 'a-2a' | 'ua-1'
}

export type TypstAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly failures: readonly TypstFailure[] }

/** What the compiler says, its words unchanged; lines and columns from 1, absent when the fault has no place. */
export type TypstFailure = {
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** A folder that does not exist: a template sees the files it was given, and nothing of the disk. */
const WORKSPACE = '/finestra-documents'
const TEMPLATE = `${WORKSPACE}/template.typ`

/** Titillium Web and Roboto Mono (SIL Open Font License, Apache 2.0), as they come with the design system of the pages. */
const FONTS = [
  ...['regular', 'italic', '600', '600italic', '700', '700italic'].map(
    (style) => `Titillium_Web/titillium-web-v10-latin-ext_latin-${style}.ttf`,
  ),
  'Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.ttf',
]

/** A compiler with the house style and its fonts. */
export function openCompiler(): NodeCompiler {
  const fontBlobs = FONTS.map((name) =>
    readFileSync(resource('node_modules', 'bootstrap-italia', 'dist', 'fonts', name)),
  )
  const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs }] })
  compiler.addSource(`${WORKSPACE}/house.typ`, readFileSync(resource('src', 'platform', 'pdf', 'house.typ'), 'utf8'))
  return compiler
}

/** Makes a document, or says why not; it never throws. */
export function answer(compiler: NodeCompiler, job: TypstJob): TypstAnswer {
  const paths = Object.keys(job.files).map((path) => `${WORKSPACE}${path}`)
  try {
    for (const [path, content] of Object.entries(job.files)) {
      compiler.mapShadow(`${WORKSPACE}${path}`, Buffer.from(content as Uint8Array))
    }
    compiler.addSource(TEMPLATE, job.template)
    const compiled = compiler.compile({ mainFilePath: TEMPLATE, inputs: job.inputs })
    const error = compiled.takeError()
    if (error || !compiled.result) return { id: job.id, failures: failuresOf(compiler, error) }
    const pdf = compiler.pdf(compiled.result, { pdfStandard: job.standard, creationTimestamp: job.createdAt })
    return { id: job.id, pdf }
  } catch (error) {
    return { id: job.id, failures: exportFailures(String((error as Error).message)) }
  } finally {
    for (const path of paths) compiler.unmapShadow(path)
  }
}

type Diagnostic = {
  readonly message: string
  readonly path: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } } | null
}

function failuresOf(compiler: NodeCompiler, error: NodeError | null): TypstFailure[] {
  if (!error) return [{ message: 'the compiler gave neither a document nor an error' }]
  // The compiler's own types say `any[]`; this is what it gives (0.7.0), and tests hold it to that.
  const diagnostics = compiler.fetchDiagnostics(error) as Diagnostic[]
  return diagnostics.map(({ message, path, range }) => ({
    message,
    file: path.replace(`${WORKSPACE}/`, ''),
    ...(range && { line: range.start.line + 1, column: range.start.character + 1 }),
  }))
}

/** Errors of the PDF writer come as the Rust debug form: `SourceDiagnostic { … message: "…", … hints: ["…"] }`. */
function exportFailures(text: string): TypstFailure[] {
  const found = [...text.matchAll(/message: ("(?:[^"\\]|\\.)*").*?hints: \[("(?:[^"\\]|\\.)*")?/g)]
  if (found.length === 0) return [{ message: text }]
  return found.map(([, message, hint]) => ({
    message: unquote(message) + (hint ? `, hints: ${unquote(hint)}` : ''),
  }))
}

function unquote(quoted = '""'): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, '$1')
}
