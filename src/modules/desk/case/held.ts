import { visiblePages } from '../../../core/forms/index.ts'
import type { CaseFile } from '../../cases/index.ts'
import { portsOf } from '../../cases/index.ts'
import type { Visit } from '../visit.ts'

/** The registers whose names people know; another is said to be held. */
const NAMED = new Set(['person', 'household', 'income', 'school', 'schools', 'disability', 'large-family'])

/** Where the answers of an application that nobody was asked for came from, by the path of their field. */
export function sourcesOf(
  { ctx: { t }, request }: Visit,
  { case: one, procedure }: CaseFile,
): ReadonlyMap<string, string> {
  const { context } = portsOf(procedure, request.municipality, one)
  const held = visiblePages(procedure.form, one.answers, context)
    .flatMap(({ fields }) => fields)
    .filter(({ held }) => held)
  return new Map(
    held.map(({ path, field }) => {
      const register = field.prefill?.split('.')[0] ?? ''
      return [path, t(`desk.held.${NAMED.has(register) ? register : 'other'}`)]
    }),
  )
}
