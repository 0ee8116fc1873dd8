import { type CompiledForm, compileForm, FormError, parseForm } from '../forms/index.ts'
import { type Graph, load } from '../procedure/index.ts'
import { type DecisionModel, DmnError, parseDmn } from '../rules/index.ts'
import type { PackageFiles, ParseOptions } from './package.ts'
import { FileProblems, type PackageProblem } from './problem.ts'
import { isMap, readYaml } from './yaml-file.ts'

/** The files that every package has. */
export const SHEET = 'service.yaml'
export const FORM = 'form.yaml'
export const DRAWING = 'process.bpmn'
export const RULES = 'rules.dmn'

/** The form, compiled; `undefined` when it is missing or wrong, which is then among the problems. */
export function formIn(
  files: PackageFiles,
  { languages }: ParseOptions,
  all: PackageProblem[],
): CompiledForm | undefined {
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

/** The drawing as the engine runs it; `undefined` as above. */
export async function graphIn(
  files: PackageFiles,
  all: PackageProblem[],
  warnings: PackageProblem[],
): Promise<Graph | undefined> {
  const xml = files[DRAWING]
  if (xml === undefined) return undefined
  const loaded = await load(xml)
  if ('refused' in loaded) {
    for (const { element, reason, remedy } of loaded.refused)
      all.push({ file: DRAWING, place: element, what: `${sentence(reason)}.`, remedy })
    return undefined
  }
  for (const { element, reason, remedy } of loaded.warnings)
    warnings.push({ file: DRAWING, place: element, what: `${sentence(reason)}.`, remedy })
  return loaded.graph
}

/** The decisions; `undefined` as above. */
export function rulesIn(files: PackageFiles, all: PackageProblem[]): DecisionModel | undefined {
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

/** The Typst sources by the name of their template. */
export function templatesIn(files: PackageFiles): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(files).flatMap(([path, source]) => {
      const name = /^documents\/([\w.-]+)\.typ$/.exec(path)?.[1]
      return name === undefined ? [] : [[name, source] as const]
    }),
  )
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '')
}
