import { type CompiledForm, compileForm, FormError, parseForm } from '../forms/index.ts'
import { type Graph, load } from '../procedure/index.ts'
import { type DecisionModel, DmnError, parseDmn } from '../rules/index.ts'
import { crossCheck } from './cross-checks.ts'
import { type Example, readExample } from './example.ts'
import type { Package, PackageFiles, ParsedPackage, ParseOptions } from './package.ts'
import { FileProblems, type PackageProblem } from './problem.ts'
import { readService, type Service } from './service.ts'
import { isMap, readYaml, YamlReader } from './yaml-file.ts'

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

const SHEET = 'service.yaml'
const FORM = 'form.yaml'
const DRAWING = 'process.bpmn'
const RULES = 'rules.dmn'
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

function formIn(files: PackageFiles, { languages }: ParseOptions, all: PackageProblem[]): CompiledForm | undefined {
  const problems = new FileProblems(FORM, all)
  const yaml = files[FORM] === undefined ? undefined : readYaml(files[FORM], problems)
  if (yaml === undefined) return undefined
  const written = isMap(yaml) && Array.isArray(yaml.languages) ? yaml.languages : []
  for (const lang of languages)
    if (!written.includes(lang))
      problems.add('languages', `The form is not written in “${lang}”.`, 'Add it to languages, and to each text.')
  try {
    return compileForm(parseForm(yaml, FORM))
  } catch (error) {
    if (!(error instanceof FormError)) throw error
    for (const problem of error.problems) {
      const [, place = '', what = problem] = /^([\w.[\]-]+): (.*)$/s.exec(problem) ?? []
      problems.add(place, `${sentence(what)}.`, 'The README of src/core/forms has the keys of each kind of field.')
    }
    return undefined
  }
}

async function graphIn(
  files: PackageFiles,
  all: PackageProblem[],
  warnings: PackageProblem[],
): Promise<Graph | undefined> {
  const xml = files[DRAWING]
  if (xml === undefined) return undefined
  const loaded = await load(xml)
  if ('refused' in loaded) {
    for (const { element, reason, remedy } of loaded.refused)
      all.push({ file: DRAWING, place: element, what: reason, remedy })
    return undefined
  }
  for (const { element, reason, remedy } of loaded.warnings)
    warnings.push({ file: DRAWING, place: element, what: reason, remedy })
  return loaded.graph
}

function rulesIn(files: PackageFiles, all: PackageProblem[]): DecisionModel | undefined {
  const xml = files[RULES]
  if (xml === undefined) return undefined
  const problems = new FileProblems(RULES, all)
  const add = ({ element, reason, remedy }: DmnError) => problems.add(element, `${sentence(reason)}.`, remedy)
  try {
    const model = parseDmn(xml, { isTolerant: true })
    for (const problem of model.problems) add(problem)
    return model
  } catch (error) {
    if (!(error instanceof DmnError)) throw error
    add(error)
    return undefined
  }
}

function templatesIn(files: PackageFiles): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(files).flatMap(([path, source]) => {
      const name = /^documents\/([\w.-]+)\.typ$/.exec(path)?.[1]
      return name === undefined ? [] : [[name, source] as const]
    }),
  )
}

function examplesIn(files: PackageFiles, all: PackageProblem[]): Example[] {
  return Object.keys(files)
    .filter((path) => path.startsWith('examples/'))
    .sort()
    .flatMap((path) => readExample(files[path] ?? '', new FileProblems(path, all)))
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '')
}
