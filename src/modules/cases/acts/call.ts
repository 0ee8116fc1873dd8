import Type from 'typebox'
import { localDate } from '../../../core/deadlines/index.ts'
import { type Act, type ActContext, act, type Effect, type Fact, refuse } from '../../../platform/acts/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { type Procedure, procedureOf, publishedVersion } from '../../catalogue/index.ts'
import { type Document, insertDocument } from '../../documents/index.ts'
import {
  announcedCall,
  applicationsTo,
  type Call,
  type CallPlace,
  type CallStage,
  listOf,
  savePlaces,
  stageOfCall,
} from '../calls.ts'
import { caseInHand } from '../hand.ts'
import { listDocument } from '../list-document.ts'
import { saveTurn } from '../store.ts'
import { awaits, takeTurn } from '../turn.ts'

/** A call with its applications, ready to be listed. */
export interface CallInHand {
  readonly call: Call
  readonly procedure: Procedure
  readonly places: readonly CallPlace[]
  /** Cases that have not come to the place of the drawing where the next list is awaited. */
  readonly notReady: readonly string[]
}

/** Reads a call with its list as it would be published now; `undefined` when the procedure has no call. */
export async function callInHand(
  db: Queries,
  { procedure: id, year }: { procedure: string; year: number },
  { municipality }: Pick<ActContext, 'municipality'>,
  locked = false,
): Promise<CallInHand | undefined> {
  const version = await publishedVersion(db, id)
  if (version === undefined) return undefined
  const procedure = await procedureOf(db, municipality, id, version)
  const announced = announcedCall(procedure.service, municipality.slug, year)
  if (!announced) return undefined
  const stage = await stageOfCall(db, announced, locked)
  const applications = await applicationsTo(db, announced, municipality.zone)
  const ready = applications.filter(({ at }) => at.some((element) => waitsForList(procedure, element, NEXT[stage])))
  const readyNumbers = new Set(ready.map(({ number }) => number))
  return {
    call: { ...announced, stage },
    procedure,
    places: listOf(ready, announced.ceiling, procedure.service),
    notReady: applications.filter(({ number }) => !readyNumbers.has(number)).map(({ number }) => number),
  }
}

/** The message with which a list comes to each case. */
const NEXT: Readonly<Record<CallStage, string>> = { open: 'provisional-list', provisional: 'final-list', final: '' }

function waitsForList({ graph }: Procedure, element: string, message: string): boolean {
  const node = graph.nodes.get(element)
  return node?.kind === 'task' && node.message?.name === message
}

/**
 * Publishes the next list of a call: the provisional one when the call is over, the final one when nobody can be heard any more. All places
 * are written together with the document that makes them public; workers then seal it and tell each case.
 */
export const publishList: Act<{ procedure: string; year: number }, { stage: string; places: number; granted: number }> =
  act({
    name: 'call.publish-list',
    permission: 'call.rank',
    input: Type.Object({
      procedure: Type.String({ maxLength: 80 }),
      year: Type.Integer({ minimum: 2000, maximum: 2200 }),
    }),
    load: (db, input, context) => callInHand(db, input, context, true),
    may: (_, __, { actor }) => actor.kind === 'officer' || actor.kind === 'system',
    decide({ call, procedure, places, notReady }, _, { now, municipality, actId }) {
      const today = localDate(now, municipality.zone)
      if (call.stage === 'final') return refuse('call-ended')
      if (today <= call.closesOn) return refuse('call-open', { date: call.closesOn })
      if (notReady.length > 0) return refuse('call-not-ready', { n: notReady.length, first: notReady[0] ?? '' })
      if (places.length === 0) return refuse('call-empty')
      const stage = call.stage === 'open' ? 'provisional' : 'final'
      const granted = places.filter((place) => place.granted).length
      const document = listDocument(procedure, municipality, { documentId: actId, call, stage, places, now })
      const object = `call:${call.procedure}/${call.year}`
      const published = { kind: `call.${stage}-list`, objects: [object], data: { places: places.length, granted } }
      return {
        change: { call, stage, places, granted, document } as const,
        facts: document ? [published, issued(document, object)] : [published],
        effects: [...(document ? [sealing(document)] : []), ...tellings(call, stage, places)],
      }
    },
    async save(db, { call, stage, places, granted, document }, { now }) {
      if (document) await insertDocument(db, document)
      await savePlaces(db, call, { stage, places, at: now, documentId: document?.documentId ?? null })
      return { result: { stage, places: places.length, granted } }
    },
  })

function issued({ documentId, kind, title, signedBy }: Document, call: string): Fact {
  return { kind: 'document.issued', objects: [call, `document:${documentId}`], data: { kind, title, signedBy } }
}

function sealing({ documentId }: Document): Effect {
  return { task: 'case.call-document', payload: { documentId }, key: `document:${documentId}` }
}

function tellings(call: Call, stage: 'provisional' | 'final', places: readonly CallPlace[]): Effect[] {
  return places.map(({ caseId, position, granted, amount, reason }) => ({
    task: 'case.call-place',
    payload: { caseId, message: `${stage}-list`, place: { place: position, granted, amount, reason: reason.kind } },
    key: `call:${call.procedure}:${call.year}:${stage}:${caseId}`,
  }))
}

/** Tells one case its place in a list: the message comes to its drawing. */
export const tellPlace: Act<{ caseId: string; message: string; place: Record<string, unknown> }, { status: string }> =
  act({
    name: 'call.tell-place',
    permission: 'system',
    input: Type.Object({
      caseId: Type.String({ format: 'uuid' }),
      message: Type.Union([Type.Literal('provisional-list'), Type.Literal('final-list')]),
      place: Type.Record(Type.String(), Type.Unknown()),
    }),
    load: (db, { caseId }, { municipality }) => caseInHand(db, caseId, municipality),
    may: (_, __, { actor }) => actor.kind === 'system',
    decide(hand, { message, place }, context) {
      if (!awaits(hand, message)) return refuse('not-awaited', { message })
      const turn = takeTurn(hand, { message, with: place }, context)
      if ('refused' in turn) return turn
      const fact = {
        kind: `case.${message}`,
        objects: [`case:${hand.case.caseId}`, `person:${hand.case.applicantId}`],
        data: place,
      }
      return { change: turn, facts: [fact, ...turn.facts], effects: turn.effects }
    },
    async save(db, turn, context) {
      await saveTurn(db, turn, context)
      return { result: { status: turn.case.status } }
    },
  })
