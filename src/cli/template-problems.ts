import type { Package, PackageProblem } from '../core/packages/index.ts'
import { isLang, type Lang, languages } from '../platform/i18n/index.ts'
import { renderPdf, TemplateError } from '../platform/pdf/index.ts'

/** Renders every template of a package in each of its languages, without data: a document must also come out when something is missing. */
export async function templateProblems({ templates }: Pick<Package, 'templates'>): Promise<PackageProblem[]> {
  const problems: PackageProblem[] = []
  for (const [name, template] of templates) {
    for (const lang of languagesOf(name)) {
      const problem = await problemIn(template, lang)
      if (!problem) continue
      problems.push({ file: `documents/${name}.typ`, ...problem })
      break
    }
  }
  return problems
}

/** `name.it.typ` is a template of one language. */
function languagesOf(name: string): readonly Lang[] {
  const own = name.split('.').at(-1)
  return isLang(own) ? [own] : languages
}

async function problemIn(template: string, lang: Lang): Promise<Omit<PackageProblem, 'file'> | undefined> {
  try {
    await renderPdf({ template, data: {}, lang, at: '2026-01-01T00:00:00Z' })
    return undefined
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const { line, column, remedy, message } = error
    const place = line === undefined || error.file !== 'template.typ' ? '' : `line ${line}, column ${column}`
    return { place, what: `In ${lang} this document does not come out: ${message}.`, remedy }
  }
}
