import { parse } from 'yaml'
import { type CompiledForm, compileForm, parseForm } from '../../core/forms/index.ts'
import { compile, type Graph, type GraphData, load, type Ports } from '../../core/procedure/index.ts'
import { evaluateDecision, parseDmn } from '../../core/rules/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { parametersOf, readServiceSheet, type Service } from './service-sheet.ts'

/** A version of a procedure, ready to run in one municipality: compiled once and kept. */
export interface Procedure {
  readonly id: string
  readonly version: number
  readonly service: Service
  readonly form: CompiledForm
  /** The drawing compiled, with the legal term of the municipality's law. */
  readonly graph: Graph
  /** The drawing, for the viewer. */
  readonly bpmn: string
  /** Takes a decision of the package's rules. */
  readonly decide: NonNullable<Ports['decide']>
  /** Typst sources by template name, or by `name.lang` where a language has its own. */
  readonly templates: ReadonlyMap<string, string>
  /** What the rules may read of the town. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** The files of a package, by their path in it. */
export type PackageFiles = Readonly<Record<string, string>>

/** Makes a procedure of the files of its package. Throws when they do not hold together; `catalogue check` says it better. */
export async function makeProcedure(
  files: PackageFiles,
  version: number,
  municipality: Pick<Municipality, 'slug' | 'law'>,
): Promise<Procedure> {
  const service = readServiceSheet(file(files, 'service.yaml'))
  const bpmn = file(files, 'process.bpmn')
  const loaded = await load(bpmn)
  if ('refused' in loaded)
    throw new Error(`${service.id}/process.bpmn: ${loaded.refused.map((problem) => problem.reason).join(' ')}`)
  const model = files['rules.dmn'] === undefined ? undefined : parseDmn(files['rules.dmn'])
  return {
    id: service.id,
    version,
    service,
    bpmn,
    form: compileForm(parseForm(parse(file(files, 'form.yaml')), `${service.id}/form.yaml`)),
    graph: underLaw(loaded.graph, service, municipality.law),
    decide(decision, input) {
      if (!model) throw new Error(`the package ${service.id} has no rules.dmn to take the decision "${decision}"`)
      return evaluateDecision(model, decision, input)
    },
    templates: templatesIn(files),
    parameters: parametersOf(service, municipality.slug),
  }
}

/** One drawing serves several laws: the sheet says how long the term is under this one, and what silence means. */
function underLaw(graph: Graph, service: Service, law: string): Graph {
  const terms = service.terms[law]
  if (!terms?.term) return graph
  const term = {
    length: terms.term,
    start: terms.start ?? 'register-entry',
    ...(terms.silence && { silence: terms.silence }),
  }
  const root = { ...graph.root, term }
  const data: GraphData = { ...graph.data, nodes: { ...graph.data.nodes, [root.id]: root } }
  return compile(data)
}

function templatesIn(files: PackageFiles): ReadonlyMap<string, string> {
  const templates = Object.entries(files).filter(([path]) => /^documents\/.*\.typ$/.test(path))
  return new Map(templates.map(([path, text]) => [path.slice('documents/'.length, -'.typ'.length), text]))
}

function file(files: PackageFiles, path: string): string {
  const text = files[path]
  if (text === undefined) throw new Error(`the package has no ${path}`)
  return text
}
