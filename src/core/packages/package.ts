import type { CompiledForm } from '../forms/index.ts'
import type { Graph } from '../procedure/index.ts'
import type { DecisionModel } from '../rules/index.ts'
import type { Example } from './example.ts'
import type { PackageProblem } from './problem.ts'
import type { Service } from './service.ts'

/** A procedure package, read and compiled. */
export interface Package {
  readonly id: string
  readonly version: number
  /** As written, with the texts of the first law; `forTown` gives that of one municipality. */
  readonly service: Service
  /** Of each law that the package serves. */
  readonly services: ReadonlyMap<string, Service>
  readonly form: CompiledForm
  /** The drawing with the terms that it has itself; `forTown` sets those of the law. */
  readonly graph: Graph
  readonly bpmn: string
  readonly rules: DecisionModel
  /** Typst sources by template name, or by `name.lang` where a language has its own. */
  readonly templates: ReadonlyMap<string, string>
  readonly examples: readonly Example[]
  readonly files: PackageFiles
}

/** Texts by path inside the package: `service.yaml`, `documents/receipt.typ`. */
export type PackageFiles = Readonly<Record<string, string>>

export interface ParseOptions {
  /** Every text must be there in each of them. */
  readonly languages: readonly string[]
  /** What the host does when a drawing asks with `f:do`; absent: the kinds of Finestra. */
  readonly effects?: readonly string[]
}

export type ParsedPackage =
  | { readonly package: Package; readonly warnings: readonly PackageProblem[] }
  /** Everything that is wrong, in all files. */
  | { readonly problems: readonly PackageProblem[] }
