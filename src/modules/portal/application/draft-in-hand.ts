import { localDate } from '../../../core/deadlines/index.ts'
import { type Context, type VisiblePage, visiblePages } from '../../../core/forms/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { actorOf } from '../../../platform/identity/index.ts'
import { type Draft, draftById, isDraftOf, portsOf, readGround } from '../../cases/index.ts'
import { type Procedure, procedureOf } from '../../catalogue/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Visit } from '../visit.ts'

/** A draft with what its form must know: the procedure, and what the registers hold on the applicant. */
export interface DraftInHand {
  readonly draft: Draft
  readonly procedure: Procedure
  readonly context: Context
  /** The pages that the answers so far show. */
  readonly pages: readonly VisiblePage[]
}

/** The draft, when it is the visitor's to write. */
export async function draftInHand(db: Queries, visit: Visit, draftId: string): Promise<DraftInHand | undefined> {
  const { municipality, visitor } = visit.request
  const draft = await draftById(db, draftId)
  if (!draft || !isDraftOf(actorOf(visitor), draft)) return undefined
  const procedure = await procedureOf(db, municipality, draft.procedure, draft.version)
  const context = await contextFor(db, visit, procedure, draft)
  return { draft, procedure, context, pages: visiblePages(procedure.form, draft.answers, context) }
}

/** What the conditions of a form may name, for this person and on this day. */
export async function contextFor(
  db: Queries,
  { platform, request: { municipality } }: Visit,
  procedure: Procedure,
  { personId, answers }: Pick<Draft, 'personId' | 'answers'>,
): Promise<Context> {
  const now = platform.now()
  const person = await findPerson(db, personId)
  if (!person) throw new Error(`the draft is of a person who is not registered: ${personId}`)
  const registers = await readGround(db, person, localDate(now, municipality.zone))
  return portsOf(procedure, municipality, { answers, registers, openedAt: now, number: '' }).context
}
