import { localDate } from '../../core/deadlines/index.ts'
import { summary } from '../../core/forms/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { type Queries, sql } from '../../platform/database/index.ts'
import { historyOf, type JournalEvent } from '../../platform/journal/index.ts'
import type { Procedure } from '../catalogue/index.ts'
import { findOfficer, findPerson, type Person } from '../people/index.ts'
import type { Case } from './case.ts'
import { portsOf } from './ports.ts'
import { applicantOfCase } from './store.ts'

interface Asked {
  readonly one: Case
  readonly procedure: Procedure
  readonly municipality: Municipality
  readonly title: string
  readonly signer: Signer | null
  readonly extra: Readonly<Record<string, unknown>>
  readonly now: string
}

/** What the documents of a case say beside the case itself. */
export interface CaseBackground {
  readonly applicant: Person | undefined
  /** What the rules decided, in order. */
  readonly decided: readonly JournalEvent[]
}

/** Read together, and with the case itself where one asks for both without waiting. */
export async function backgroundOf(db: Queries, caseId: string): Promise<CaseBackground> {
  const [applicant, decided] = await Promise.all([
    findPerson(db, applicantOfCase(caseId)),
    historyOf(db, `case:${caseId}`, 'case.decided'),
  ])
  return { applicant, decided }
}

/** What a template may say: everything is text or numbers already, in the language of the case. */
export function documentData({ applicant, decided }: CaseBackground, asked: Asked): Record<string, unknown> {
  const { one, procedure, municipality } = asked
  const ports = portsOf(procedure, municipality, one)
  const lang = one.lang as 'ca' // kept as text; every case is in a language of the interface
  const terms = procedure.service.terms[municipality.law]
  return {
    municipality: { name: municipality.name, slug: municipality.slug, law: municipality.law },
    case: {
      number: one.number,
      procedure: procedure.service.title[lang],
      opened: localDate(one.openedAt, municipality.zone),
      register: one.registerLabel,
      due: one.dueOn,
      outcome: one.outcome,
    },
    applicant: { name: one.applicantName, identityNumber: applicant?.identityNumber ?? null },
    // Sealed answers (allergies, violence) never leave on paper.
    application: summary(procedure.form, one.answers, lang, ports.context)
      .filter(({ sealed }) => !sealed)
      .map(({ field, label, text }) => ({ field, label, text })),
    variables: one.state.variables,
    // The rules that were applied, with the words that the tables give them.
    reasons: decided.map(({ data }) => ({ decision: data.name, trace: data.trace })),
    term: { length: one.state.term?.length ?? null, due: one.dueOn, silence: one.silence },
    appeal: terms?.appeal ?? null,
    legalBasis: procedure.service.legalBasis[municipality.law] ?? [],
    signer: asked.signer,
    today: localDate(asked.now, municipality.zone),
    data: asked.extra,
  }
}

export interface Signer {
  readonly name: string
  readonly role: string | null
}

/** Who signs: the officer who ended the latest task of the case, with the role that the task asked for. */
export async function signerOf(db: Queries, caseId: string): Promise<Signer | null> {
  const latest = sql`
    from task where municipality_id = current_municipality() and case_id = ${caseId} and closed_by like 'officer:%'
    order by closed_at desc limit 1`
  const [task, officer] = await Promise.all([
    db.maybe<{ role: string | null }>(sql`select role ${latest}`),
    findOfficer(db, sql`(select substr(closed_by, length('officer:') + 1)::uuid ${latest})`),
  ])
  return task && officer ? { name: officer.name, role: task.role } : null
}
