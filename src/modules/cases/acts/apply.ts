import { createHash } from 'node:crypto'
import Type from 'typebox'
import { localDate } from '../../../core/deadlines/index.ts'
import { cleanAnswers, validateForm } from '../../../core/forms/index.ts'
import { type Act, type ActContext, act, type Fact, type Refusal, refuse } from '../../../platform/acts/index.ts'
import { officeIn, type Procedure, procedureOf } from '../../catalogue/index.ts'
import { attachUploads, type Upload, uploadsOf } from '../../documents/index.ts'
import { findPerson, type Person } from '../../people/index.ts'
import { enter } from '../../register/index.ts'
import { announcedCall } from '../calls.ts'
import { type Draft, deleteDraft, draftForUpdate, personOfDraft } from '../drafts.ts'
import { readGround } from '../ground.ts'
import { portsOf } from '../ports.ts'
import { insertCase, insertTasks, nextCaseNumber } from '../store.ts'
import { type CaseOnItsWay, takeTurn } from '../turn.ts'

interface Readiness {
  readonly draft: Draft
  readonly procedure: Procedure
  readonly applicant: Person
  /** What the registers hold on the applicant: frozen with the case. */
  readonly registers: Readonly<Record<string, unknown>>
  readonly uploads: readonly Upload[]
}

export interface Applied {
  readonly caseId: string
  readonly number: string
  readonly registerLabel: string
}

/**
 * Files the application of a draft: the case opens, is registered at once with its number (Ley 39/2015, art. 16.3 and 21;
 * Legge 241/1990, art. 18-bis), and begins its procedure. The case takes the identifier of the act that opened it.
 */
export const apply: Act<{ draftId: string }, Applied> = act({
  name: 'case.apply',
  permission: 'case.apply',
  input: Type.Object({ draftId: Type.String({ format: 'uuid' }) }),
  async load(db, { draftId }, context): Promise<Readiness | undefined> {
    const [draft, applicant, uploads] = await Promise.all([
      draftForUpdate(db, draftId),
      findPerson(db, personOfDraft(draftId)),
      uploadsOf(db, draftId),
    ])
    if (!draft || !applicant) return undefined
    const [procedure, registers] = await Promise.all([
      procedureOf(db, context.municipality, draft.procedure, draft.version),
      readGround(db, applicant, localDate(context.now, context.municipality.zone)),
    ])
    return { draft, procedure, applicant, uploads, registers }
  },
  may: ({ draft }, _, { actor }) => draft.startedBy === actor.id || draft.personId === (actor.actsFor ?? actor.id),
  decide(ready, _, context) {
    const call = callOf(ready, context)
    if (call) return call
    const opening = newCase(ready, context)
    const ports = portsOf(ready.procedure, context.municipality, opening)
    const problems = validateForm(ready.procedure.form, ready.draft.answers, ports.context)
    if (problems.length > 0) return refuse('form-incomplete', { problems })
    const filed = { ...opening, answers: cleanAnswers(ready.procedure.form, ready.draft.answers, ports.context) }
    const hand = { case: filed, openTasks: [], procedure: ready.procedure, ports, town: context.municipality.slug }
    const turn = takeTurn(hand, { start: {} }, context)
    if ('refused' in turn) return turn
    return { change: { ...ready, turn }, facts: [opened(filed, ready.draft), ...turn.facts], effects: turn.effects }
  },
  async save(db, { turn, draft, applicant, procedure, uploads }, context) {
    const { caseId, officeId, lang, answers } = turn.case
    const attached = uploads.filter(({ uploadId }) => mentions(answers, uploadId))
    const entering = enter(
      db,
      {
        register: 'entry',
        sender: applicant.name,
        addressee: context.municipality.name,
        officeId,
        subject: procedure.service.title[context.municipality.defaultLanguage] ?? procedure.id,
        caseId,
        personId: applicant.personId,
        contentHash: contentHash(answers, attached),
      },
      context,
    )
    const numbering = nextCaseNumber(db, Number(context.now.slice(0, 4)))
    const [{ entry, fact }, number] = await Promise.all([entering, numbering])
    await insertCase(db, { ...turn.case, number, registerLabel: entry.label })
    await insertTasks(db, turn, context)
    await attachUploads(db, { caseId, uploads: attached, lang, registerLabel: entry.label }, context)
    await deleteDraft(db, draft.draftId)
    return { result: { caseId, number, registerLabel: entry.label }, facts: [fact] }
  },
})

/** A call takes applications from the day it opens to the day it closes, both included; electronic filing is open at all hours. */
function callOf({ procedure }: Readiness, { now, municipality }: ActContext): Refusal | undefined {
  const today = localDate(now, municipality.zone)
  const call = announcedCall(procedure.service, municipality.slug, Number(today.slice(0, 4)))
  if (!call || (today >= call.opensOn && today <= call.closesOn)) return undefined
  return refuse('call-closed', { opens: call.opensOn, closes: call.closesOn })
}

function newCase({ draft, procedure, applicant, registers }: Readiness, context: ActContext): CaseOnItsWay {
  return {
    caseId: context.actId,
    // Given when it is written, with the register entry.
    number: '',
    registerLabel: null,
    procedure: procedure.id,
    version: procedure.version,
    applicantId: applicant.personId,
    applicantName: applicant.name,
    representativeId:
      draft.startedBy !== applicant.personId && context.actor.kind === 'person' ? draft.startedBy : null,
    title: titleOf(draft.answers),
    status: 'open',
    outcome: null,
    state: null,
    answers: draft.answers,
    registers,
    lang: applicant.language,
    channel: draft.channel,
    openedAt: context.now,
    decidedAt: null,
    closedAt: null,
    officeId: officeIn(procedure, context.municipality.slug, procedure.service.competentOffice),
    officerId: null,
    waitingFor: 'system',
    dueOn: null,
    suspended: false,
    silence: null,
    riskOn: null,
  }
}

/** What tells one case from another in a list: the place it is about, where it is about one. */
function titleOf(answers: Readonly<Record<string, unknown>>): string {
  for (const answer of Object.values(answers)) {
    const address = (answer as { address?: unknown } | null)?.address
    if (typeof address === 'string') return address
  }
  return ''
}

function opened(one: CaseOnItsWay, draft: Draft): Fact {
  return {
    kind: 'case.opened',
    objects: [`case:${one.caseId}`, `person:${one.applicantId}`, `office:${one.officeId}`],
    data: { procedure: one.procedure, version: one.version, begun: draft.startedAt },
  }
}

function mentions(answers: unknown, uploadId: string): boolean {
  return JSON.stringify(answers).includes(uploadId)
}

/** What was filed, as one hash: the answers and the files, for the register entry. */
function contentHash(answers: unknown, attached: readonly Upload[]): string {
  const hash = createHash('sha256').update(JSON.stringify(answers))
  for (const { fileHash } of attached) hash.update(fileHash)
  return hash.digest('hex')
}
