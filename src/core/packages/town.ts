import { compile, type Graph, type Ports } from '../procedure/index.ts'
import { evaluateDecision } from '../rules/index.ts'
import type { Package } from './package.ts'
import { parametersFor, type Service } from './service.ts'
import type { YamlMap } from './yaml-file.ts'

/** Of a municipality, what a package asks: its name in addresses, and the law it lives under (`es`, `it`). */
export interface Town {
  readonly slug: string
  readonly law: string
}

/** A package as one municipality runs it: the texts and terms of its law, and its own parameters. */
export interface TownPackage {
  readonly id: string
  readonly version: number
  readonly service: Service
  readonly form: Package['form']
  readonly graph: Graph
  readonly bpmn: string
  readonly templates: Package['templates']
  /** What rules and drawing read as `parameters`. */
  readonly parameters: YamlMap
  /** Takes a decision of the package's rules. */
  readonly decide: NonNullable<Ports['decide']>
}

/**
 * The package for a municipality. Throws RangeError when the package has no term for its law: such a package must not be
 * installed there (`servesLaw`).
 */
export function forTown(pack: Parts, town: Town): TownPackage {
  const written = pack.services.get(town.law)
  if (!written) throw new RangeError(`The package ${pack.id} has no term for the law “${town.law}”.`)
  const service = ownSheet(written, town)
  return {
    ...{ id: pack.id, version: pack.version, service, form: pack.form, bpmn: pack.bpmn, templates: pack.templates },
    parameters: parametersFor(service, town.slug),
    graph: withTerm(pack.graph, service, town.law),
    decide: (decision, input) => evaluateDecision(pack.rules, decision, input),
  }
}

type Parts = Pick<Package, 'id' | 'version' | 'services' | 'form' | 'bpmn' | 'templates' | 'graph' | 'rules'>

/** The sheet with the parameters of the town, those that are the same everywhere included. */
export function ownSheet(service: Service, { slug }: Pick<Town, 'slug'>): Service {
  return { ...service, parameters: { ...service.parameters, [slug]: parametersFor(service, slug) } }
}

/** Whether the package says what its term is under a law. */
export function servesLaw(pack: Package, law: string): boolean {
  return pack.services.has(law)
}

/** The drawing with the legal term of the law in place of its own. */
function withTerm(graph: Graph, service: Service, law: string): Graph {
  const legal = service.terms[law]
  if (!legal) return graph
  const { data, root } = graph
  const term = { length: legal.term, start: legal.start, silence: legal.silence }
  return compile({ ...data, nodes: { ...data.nodes, [root.id]: { ...root, term } } })
}
