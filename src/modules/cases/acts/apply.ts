import Type from 'typebox'
import { validateForm, visibleAnswers } from '../../../core/forms/index.ts'
import { type Act, act, type Fact, refuse } from '../../../platform/acts/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { type Procedure, procedureOf } from '../../catalogue/index.ts'
import { attachUploads, type Upload, uploadsOf } from '../../documents/index.ts'
import { type Person, personById } from '../../people/index.ts'
import { enter } from '../../register/index.ts'
import type { Case } from '../case.ts'
import { type Draft, deleteDraft, draftForUpdate } from '../drafts.ts'
import { type Ground, readGround } from '../ground.ts'
import { portsOf } from '../hand.ts'
import { insertCase, nextCaseNumber, saveTurn } from '../store.ts'
import { type Turn, takeTurn } from '../turn.ts'

const Apply = Type.Object({ draftId: Type.String({ format: 'uuid' }) })

interface Readiness {
  readonly draft: Draft
  readonly procedure: Procedure
  readonly applicant: Person
  readonly ground: Ground
  readonly uploads: readonly Upload[]
}

interface Opening {
  readonly turn: Turn
  readonly draft: Draft
  readonly applicant: Person
  readonly uploads: readonly Upload[]
  readonly subject: string
}

/**
 * Files the application of a draft: the case opens, is registered at once with its number (Ley 39/2015, art. 16.3 and 21;
 * Legge 241/1990, art. 18-bis), and begins its procedure.
 */
export const apply: Act<{ draftId: string }, { caseId: string; number: string; registerLabel: string }> = act({
  name: 'case.apply',
  permission: 'case.apply',
  input: Apply,
  async load(db, { draftId }, context): Promise<Readiness | undefined> {
    const draft = await draftForUpdate(db, draftId)
    if (!draft) return undefined
    const [procedure, applicant, uploads] = await Promise.all([
      procedureOf(db, context.municipality, draft.procedure, draft.version),
      personById(db, draft.personId),
      uploadsOf(db, draft.personId),
    ])
    if (!applicant) return undefined
    return {
      draft,
      procedure,
      applicant,
      uploads,
      ground: await readGround(db, procedure, applicant, draft.answers, context.now),
    }
  },
  may: ({ draft }, _, { actor }) => draft.startedBy === actor.id || draft.personId === (actor.actsFor ?? actor.id),
  decide({ draft, procedure, applicant, ground, uploads }, _, context) {
    const answers = visibleAnswers(procedure.form, draft.answers)
    const problems = validateForm(procedure.form, answers)
    if (problems.length > 0) return refuse('form-incomplete', { problems })
    const opening = newCase(context.actId, draft, procedure, applicant, ground, context)
    const ports = portsOf(procedure, context.municipality, opening)
    const turn = takeTurn({ case: opening, openTasks: [], procedure, ports }, { start: {} }, context)
    if ('refused' in turn) return turn
    return {
      change: { turn, draft, applicant, uploads, subject: procedure.service.title[opening.lang] ?? procedure.id },
      facts: [opened(opening, draft), ...turn.facts],
      effects: turn.effects,
    }
  },
  save: (db, opening, context) => open(db, opening, context),
})
