/**
 * Procedure packages: read, checked, made ready for a municipality, and tried out by their own examples. Pure. The format
 * of the files is in `catalogue/README.md`.
 */
export { CONTEXT_NAMES, EFFECT_KINDS } from './drawing-names.ts'
export type { Example, Expectation, Given, Happening } from './example.ts'
export { PackageBroken, readInstalled, readSheet } from './installed.ts'
export type { Package, PackageFiles, ParsedPackage, ParseOptions } from './package.ts'
export { parsePackage } from './parse-package.ts'
export type { Played } from './played.ts'
export { type PackageProblem, problemText } from './problem.ts'
export {
  type ExampleOutcome,
  type ExamplePorts,
  type ExampleTown,
  playExample,
  runExample,
} from './run-example.ts'
export {
  type Appeal,
  type Call,
  type Channel,
  type LegalBasis,
  type LegalTerm,
  parametersFor,
  type Service,
} from './service.ts'
export { forTown, servesLaw, type Town, type TownPackage } from './town.ts'
export type { Text } from './yaml-file.ts'
