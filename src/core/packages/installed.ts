import type { PackageFiles, ParseOptions } from './package.ts'
import { DRAWING, formIn, graphIn, rulesIn, SHEET, templatesIn } from './parts.ts'
import { FileProblems, type PackageProblem, problemText } from './problem.ts'
import { readService, type Service } from './service.ts'
import { forTown, ownSheet, type Town, type TownPackage } from './town.ts'
import { readYaml, YamlReader } from './yaml-file.ts'

/** A package that does not hold together; `problems` says each with its file, place and remedy. */
export class PackageBroken extends Error {
  override name = 'PackageBroken'
  readonly problems: readonly PackageProblem[]
  constructor(problems: readonly PackageProblem[]) {
    super(problems.map(problemText).join('\n'))
    this.problems = problems
  }
}

/**
 * Reads a package as a municipality runs it. For files that `parsePackage` found good when they were installed: they are not
 * checked against each other again, and the examples are left alone. Throws `PackageBroken`.
 */
export async function readInstalled(files: PackageFiles, town: Town, options: ParseOptions): Promise<TownPackage> {
  const problems: PackageProblem[] = []
  const service = readSheet(files, town, options)
  const form = formIn(files, options, problems)
  const graph = await graphIn(files, problems, [])
  const rules = rulesIn(files, problems)
  if (!form || !graph || !rules || problems.length > 0) throw new PackageBroken(problems)
  const { id, version } = service
  const services = new Map([[town.law, service]])
  return forTown(
    { id, version, services, form, graph, rules, bpmn: files[DRAWING] ?? '', templates: templatesIn(files) },
    town,
  )
}

/** Reads the service sheet alone, as a municipality shows it: all that a list of services needs. Throws `PackageBroken`. */
export function readSheet(files: PackageFiles, town: Town, { languages }: ParseOptions): Service {
  const problems: PackageProblem[] = []
  const file = new FileProblems(SHEET, problems)
  const yaml = readYaml(files[SHEET] ?? '', file)
  const service = yaml === undefined ? undefined : readService(yaml, new YamlReader(file, languages), town.law)
  if (!service || problems.length > 0) throw new PackageBroken(problems)
  return ownSheet(service, town)
}
