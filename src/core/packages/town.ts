import { compile, type Graph, type Ports } from '../procedure/index.ts'
import { evaluateDecision } from '../rules/index.ts'
import type { Package } from './package.ts'
import { parametersFor, type Service } from './service.ts'
import type { YamlMap } from './yaml-file.ts'

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
export function forTown(pack: Package, town: { readonly slug: string; readonly law: string }): TownPackage {
  const service = pack.services.get(town.law)
  if (!service) throw new RangeError(`The package ${pack.id} has no term for the law “${town.law}”.`)
  const parameters = parametersFor(service, town.slug)
  return {
    ...{ id: pack.id, version: pack.version, form: pack.form, bpmn: pack.bpmn, templates: pack.templates, parameters },
    service: { ...service, parameters: { ...service.parameters, [town.slug]: parameters } },
    graph: withTerm(pack.graph, service, town.law),
    decide: (decision, input) => evaluateDecision(pack.rules, decision, input),
  }
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
