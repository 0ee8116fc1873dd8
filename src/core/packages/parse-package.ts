import { crossCheck } from './cross-checks.ts'
import { type Example, readExample } from './example.ts'
import type { Package, PackageFiles, ParsedPackage, ParseOptions } from './package.ts'
import { DRAWING, FORM, formIn, graphIn, RULES, rulesIn, SHEET, templatesIn } from './parts.ts'
import { FileProblems, type PackageProblem } from './problem.ts'
import { readService, type Service } from './service.ts'
import { readYaml, YamlReader } from './yaml-file.ts'

/**
 * Reads a package from its files and checks each of them and all against each other. Never throws for what is in the
 * files: what is wrong comes back as problems, each with its file, place and remedy.
 */
export async function parsePackage(files: PackageFiles, options: ParseOptions): Promise<ParsedPackage> {
  const problems: PackageProblem[] = []
  const warnings: PackageProblem[] = []
  checkFiles(files, problems)
  const services = servicesIn(files, options, problems)
  const form = formIn(files, options, problems)
  const graph = await graphIn(files, problems, warnings)
  const rules = rulesIn(files, problems)
  const templates = templatesIn(files)
  const examples = examplesIn(files, problems)
  const service = services?.values().next().value
  if (service && form && graph && rules) {
    const parts: Package = {
      ...{ id: service.id, version: service.version, service, services: services ?? new Map(), form, graph },
      ...{ bpmn: files[DRAWING] ?? '', rules, templates, examples, files },
    }
    crossCheck(parts, options, problems)
    if (problems.length === 0) return { package: parts, warnings }
  }
  return { problems }
}

const KNOWN =
  /^(service\.yaml|form\.yaml|process\.bpmn|rules\.dmn|documents\/[\w.-]+\.typ|examples\/[\w.-]+\.yaml|README\.md|demonstration\.yaml)$/

function checkFiles(files: PackageFiles, problems: PackageProblem[]): void {
  for (const file of [SHEET, FORM, DRAWING, RULES])
    if (files[file] === undefined)
      new FileProblems(file, problems).add(
        '',
        'The file is missing.',
        'Every package has it: copy one from another package and change it.',
      )
  for (const file of Object.keys(files))
    if (!KNOWN.test(file))
      new FileProblems(file, problems).add(
        '',
        'A package has no such file.',
        'Documents go to documents/NAME.typ, examples to examples/NAME.yaml.',
      )
}

/** The sheet is read once for each law, so that the texts of all of them are checked. */
function servicesIn(
  files: PackageFiles,
  { languages }: ParseOptions,
  all: PackageProblem[],
): Map<string, Service> | undefined {
  const text = files[SHEET]
  if (text === undefined) return undefined
  const yaml = readYaml(text, new FileProblems(SHEET, all))
  if (yaml === undefined) return undefined
  const found: PackageProblem[] = []
  const read = new YamlReader(new FileProblems(SHEET, found), languages)
  const laws = Object.keys(readService(yaml, read).terms)
  if (laws.length === 0)
    read.problems.add('terms', 'No law has a term.', 'Write the term of each law, for example `es:`.')
  const services = new Map(laws.map((law) => [law, readService(yaml, read, law)]))
  const seen = new Set<string>()
  for (const problem of found) {
    const key = JSON.stringify(problem)
    if (!seen.has(key)) all.push(problem)
    seen.add(key)
  }
  return services
}

function examplesIn(files: PackageFiles, all: PackageProblem[]): Example[] {
  return Object.keys(files)
    .filter((path) => path.startsWith('examples/'))
    .sort()
    .flatMap((path) => readExample(files[path] ?? '', new FileProblems(path, all)))
}
