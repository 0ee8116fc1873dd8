/** The form of the README, with the texts that every test needs, for the tests beside this file. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type CompiledForm, compileForm } from '../compile-form.ts'
import { parseForm } from '../parse-form.ts'

/** A text in the two languages of the forms of the tests. */
export const text = (words: string) => ({ ca: `${words} (ca)`, en: words })

/** A compiled form of one page `page` with these fields; labels are made from the ids. */
export function formWith(...fields: readonly Record<string, unknown>[]): CompiledForm {
  return compileForm(parseForm(yamlWith(...fields), 'form.yaml'))
}

export function yamlWith(...fields: readonly Record<string, unknown>[]) {
  return { languages: ['ca', 'en'], pages: [{ id: 'page', title: text('Page'), fields: fields.map(labelled) }] }
}

export function labelled(field: Record<string, unknown>): Record<string, unknown> {
  const words = text(String(field.id))
  const rows = Array.isArray(field.fields) ? { fields: field.fields.map(labelled) } : {}
  return { ...(field.kind === 'info' ? { text: words } : { label: words }), ...field, ...rows }
}

/** The example of README.md, as it stands there: a reader may copy it. */
export function exampleOfReadme(): unknown {
  const readme = readFileSync(`${import.meta.dirname.replace(/\/dist(?=\/src\/)/, '')}/../README.md`, 'utf8')
  return parse(/```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '')
}
