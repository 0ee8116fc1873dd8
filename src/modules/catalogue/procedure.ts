import type { Form } from '../../core/forms/index.ts'
import type { Service } from '../../core/packages/index.ts'
import type { Graph, Ports } from '../../core/procedure/index.ts'

/** A version of a procedure, ready to run: compiled once and kept. */
export interface Procedure {
  readonly id: string
  readonly version: number
  readonly hash: string
  readonly service: Service
  readonly form: Form
  readonly graph: Graph
  /** The drawing, for the viewer. */
  readonly bpmn: string
  /** Takes a decision of the package's rules. */
  readonly decide: NonNullable<Ports['decide']>
  /** Typst sources by template name, or by `name.lang` where a language has its own. */
  readonly templates: ReadonlyMap<string, string>
}
