import type { Queries } from '../../platform/database/index.ts'
import { type Procedure, publishedServices } from '../catalogue/index.ts'
import { officers, offices } from '../people/index.ts'
import type { Visit } from './visit.ts'

/** The words for what lists name by identifier. What has no name stays as it is. */
export interface Names {
  office(officeId: string | null): string
  procedure(id: string): string
  step(procedure: string, element: string): string
  officer(officerId: string | null): string | undefined
  readonly offices: ReadonlyMap<string, string>
  readonly procedures: ReadonlyMap<string, string>
}

/** Reads the names of offices, officers and procedures in the language of the page. */
export async function readNames(db: Queries, { request, ctx: { lang } }: Visit): Promise<Names> {
  const [allOffices, allOfficers, procedures] = await Promise.all([
    offices(db),
    officers(db),
    publishedServices(db, request.municipality),
  ])
  const officeNames = new Map(allOffices.map(({ officeId, name }) => [officeId, name[lang] ?? officeId]))
  const officerNames = new Map(allOfficers.map(({ officerId, name }) => [officerId, name]))
  const sheets = new Map(procedures.map((procedure) => [procedure.id, procedure.service]))
  return {
    office: (officeId) => officeNames.get(officeId ?? '') ?? officeId ?? '',
    procedure: (id) => sheets.get(id)?.title[lang] ?? id,
    step: (id, element) => stepName(sheets.get(id), element, lang),
    officer: (officerId) => (officerId === null ? undefined : officerNames.get(officerId)),
    offices: officeNames,
    procedures: new Map(procedures.map(({ id, service }) => [id, service.title[lang] ?? id])),
  }
}

/** The name of an element of a drawing; '' for what has none, which nobody is told of. */
export function stepName(sheet: Procedure['service'] | undefined, element: string, lang: string): string {
  return sheet?.steps[element]?.[lang] ?? element
}
