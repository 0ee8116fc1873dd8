import Type from 'typebox'
import { type Act, type Actor, act, refuse } from '../../../platform/acts/index.ts'
import { procedureOf, publishedVersion } from '../../catalogue/index.ts'
import { type Draft, deleteDraft, draftForUpdate, saveDraftRow } from '../drafts.ts'

interface DraftInput {
  readonly draftId: string
  readonly procedure: string
  readonly answers: Record<string, unknown>
  readonly page: string
  /** At the counter: the person for whom the officer writes. */
  readonly forPerson?: string
}

/** Keeps an application as far as it is written; nothing is checked until it is filed, so that nothing written is ever lost. */
export const saveDraft: Act<DraftInput, { draftId: string }> = act({
  name: 'case.save-draft',
  permission: 'case.apply',
  input: Type.Object({
    draftId: Type.String({ format: 'uuid' }),
    procedure: Type.String({ maxLength: 80 }),
    answers: Type.Record(Type.String(), Type.Unknown()),
    page: Type.String({ maxLength: 80 }),
    forPerson: Type.Optional(Type.String({ format: 'uuid' })),
  }),
  async load(db, { draftId, procedure }, context) {
    const [draft, version] = await Promise.all([draftForUpdate(db, draftId), publishedVersion(db, procedure)])
    if (draft) return { draft, procedure: await procedureOf(db, context.municipality, draft.procedure, draft.version) }
    return version === undefined
      ? undefined
      : { draft, procedure: await procedureOf(db, context.municipality, procedure, version) }
  },
  may: ({ draft }, { forPerson }, { actor }) =>
    draft ? isDraftOf(actor, draft) : forPerson === undefined || actor.kind === 'officer',
  decide({ draft, procedure }, { draftId, answers, page, forPerson }, context) {
    if (JSON.stringify(answers).length > MAX_ANSWERS) return refuse('draft-too-big')
    const { actor, now, channel } = context
    const saved: Draft = {
      draftId,
      personId: draft?.personId ?? forPerson ?? actor.actsFor ?? actor.id,
      startedBy: draft?.startedBy ?? actor.id,
      procedure: procedure.id,
      version: procedure.version,
      channel: draft?.channel ?? channel,
      startedAt: draft?.startedAt ?? now,
      answers,
      page,
      savedAt: now,
    }
    const begun = {
      kind: 'draft.begun',
      objects: [`draft:${draftId}`, `person:${saved.personId}`],
      data: { procedure: procedure.id },
    }
    return { change: saved, facts: draft ? [] : [begun] }
  },
  async save(db, draft) {
    await saveDraftRow(db, draft)
    return { result: { draftId: draft.draftId } }
  },
})

/** Throws a draft away, because its person asked. */
export const discardDraft: Act<{ draftId: string }, { draftId: string }> = act({
  name: 'case.discard-draft',
  permission: 'case.apply',
  input: Type.Object({ draftId: Type.String({ format: 'uuid' }) }),
  load: (db, { draftId }) => draftForUpdate(db, draftId),
  may: (draft, _, { actor }) => isDraftOf(actor, draft),
  decide: (draft) => ({
    change: draft,
    facts: [
      {
        kind: 'draft.discarded',
        objects: [`draft:${draft.draftId}`, `person:${draft.personId}`],
        data: { procedure: draft.procedure },
      },
    ],
  }),
  async save(db, { draftId }) {
    await deleteDraft(db, draftId)
    return { result: { draftId } }
  },
})

/** Whether the actor writes this draft: the applicant, who represents them, or the officer who began it. */
export function isDraftOf(actor: Actor, draft: Draft): boolean {
  return draft.startedBy === actor.id || (actor.kind === 'person' && draft.personId === (actor.actsFor ?? actor.id))
}

const MAX_ANSWERS = 200_000
