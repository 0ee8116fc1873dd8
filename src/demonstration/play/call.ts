import { type RankedApplication, rankApplications, type TieBreak } from '../../core/calls/index.ts'
import { startOfDayAfter } from '../../core/deadlines/index.ts'
import { announcedCall } from '../../modules/cases/index.ts'
import { listDocument } from '../../modules/cases/list-document.ts'
import { messagesAwaited } from '../../modules/cases/turn.ts'
import type { Procedure } from '../../modules/catalogue/index.ts'
import type { CasePlayer } from './case-player.ts'
import { iso, Ledger } from './ledger.ts'
import type { Stage } from './stage.ts'

/** Working hours from the close of a call to its provisional list, and from there to the final one, where every case is ready then. */
const TO_PROVISIONAL = 18 * 7 - 3
const TO_FINAL = 24 * 7
const A_DAY = 7

/**
 * Plays the cases of one call and year together: their places in the list depend on each other. Gives what the call leaves besides
 * its cases. A call that is not over yet stays where it is.
 */
export function playCall(stage: Stage, year: number, players: readonly CasePlayer[]): Ledger {
  const ledger = new Ledger(stage)
  const procedure = players[0]?.plan.played.procedure
  const call = procedure?.service.call
  const announced = procedure && announcedCall(procedure.service, stage.town.slug, year)
  if (!procedure || !call || !announced) throw new Error('only the cases of a call are played together')
  const { opensOn, closesOn, ceiling } = announced
  const close = Date.parse(startOfDayAfter(closesOn, stage.municipality.zone))
  const money = { ceiling, tieBreak: call.tieBreak as TieBreak[] } // the sheet of the package names them
  const list = { stage, ledger, players, procedure, year, variable: call.variable, money }
  const provisionalAt = readyAt({ stage, players }, 'provisional-list', stage.hours.after(close, TO_PROVISIONAL))
  const provisional = provisionalAt < stage.now ? publish({ ...list, name: 'provisional' }, provisionalAt) : null
  const finalAt = readyAt({ stage, players }, 'final-list', stage.hours.after(provisionalAt, TO_FINAL))
  const final = finalAt < stage.now ? publish({ ...list, name: 'final' }, finalAt) : null
  for (const player of players) player.run(stage.now)
  const reached = finalAt < stage.now ? 'final' : provisionalAt < stage.now ? 'provisional' : 'open'
  ledger.row('call', {
    ...{
      procedure: procedure.id,
      year,
      opens_on: opensOn,
      closes_on: closesOn,
      ceiling,
      stage: reached,
    },
    provisional_at: provisionalAt < stage.now ? iso(provisionalAt) : null,
    final_at: finalAt < stage.now ? iso(finalAt) : null,
    provisional_document: provisional,
    final_document: final,
  })
  return ledger
}

/** The first working day from an instant on that finds every case waiting for the list: before, the desk refuses to publish it. */
function readyAt(
  { stage, players }: { stage: Stage; players: readonly CasePlayer[] },
  message: string,
  from: number,
): number {
  for (let at = from; ; at = stage.hours.after(at, A_DAY)) {
    if (at >= stage.now) return at
    for (const player of players) player.run(at)
    const undecided = players.filter((player) => player.isOpen && player.one.outcome === null)
    if (undecided.every(({ hand }) => messagesAwaited(hand).includes(message))) return at
  }
}

interface List {
  readonly stage: Stage
  readonly ledger: Ledger
  readonly players: readonly CasePlayer[]
  readonly procedure: Procedure
  readonly year: number
  /** The process variable that holds points, amount and means. */
  readonly variable: string
  readonly money: { readonly ceiling: number; readonly tieBreak: TieBreak[] }
  readonly name: 'provisional' | 'final'
}

/** Everybody who waits for the list gets their place. Gives the document of the list, which is made when somebody first opens it. */
function publish(list: List, at: number): string | null {
  const { stage, ledger, players, procedure, year, variable, money, name } = list
  for (const player of players) player.run(at)
  const message = `${name}-list`
  const waiting = players.filter((player) => player.isOpen && messagesAwaited(player.hand).includes(message))
  const byNumber = new Map(waiting.map((player) => [player.plan.number, player]))
  const ranked = rankApplications(
    waiting.map((player) => ({
      ...rankingOf(player, variable),
      ...{ case: player.plan.number, entry: iso(player.plan.openedAt) },
    })),
    money,
  )
  const [secretary] = stage.population.workers.filter(({ roles }) => roles.includes('secretary'))
  const doer = { actor: `officer:${secretary?.officerId}`, channel: 'desk' }
  ranked.forEach((one) => {
    const player = byNumber.get(one.case)
    if (!player) return
    ledger.row('call_place', {
      ...{
        procedure: procedure.id,
        year,
        case_id: player.caseId,
        stage: name,
        position: one.place,
        points: one.points,
      },
      ...{ amount: one.grant, granted: one.granted, reason: one.reason },
    })
    const fact = {
      kind: `case.${message}`,
      objects: [`case:${player.caseId}`, `person:${player.plan.applicant.personId}`],
      data: { place: one.place, points: one.points, granted: one.granted, grant: one.grant, reason: one.reason },
    }
    player.turn({ message, with: toldOf(one) }, at, doer, { facts: [fact] })
  })
  return issueList(list, ranked, at)
}

function issueList(list: List, ranked: readonly RankedApplication[], at: number): string | null {
  const { stage, ledger, players, procedure, year, money, name } = list
  const document = listDocument(procedure, stage.municipality, {
    ...{
      documentId: players[0]?.chance.uuid() ?? '',
      call: { year, ceiling: money.ceiling },
      stage: name,
      now: iso(at),
    },
    places: ranked.map(({ case: number, place, points, grant, granted, reason }) => {
      return { number, position: place, points, amount: grant, granted, reason }
    }),
  })
  if (!document) return null
  ledger.row('document', {
    ...{ document_id: document.documentId, case_id: null, origin: document.origin, kind: document.kind },
    ...{ title: document.title, lang: document.lang, media_type: document.mediaType, file_hash: null, size: null },
    ...{ source: document.source, code: document.code, sealed: false, signed_by: null, register_label: null },
    ...{ shown: true, created_at: document.createdAt, created_by: document.createdBy },
  })
  return document.documentId
}

function toldOf({ granted, grant, place }: RankedApplication) {
  return { place, granted, amount: grant }
}

function rankingOf(player: CasePlayer, variable: string) {
  // What the decision of the package gave; a number that a double cannot hold comes as text.
  const ranking = (player.one.state.variables[variable] ?? {}) as Record<string, unknown>
  return {
    points: Number(ranking.points ?? 0),
    amount: Number(ranking.amount ?? 0),
    means: ranking.means === null || ranking.means === undefined ? null : Number(ranking.means),
    excluded: typeof ranking.excluded === 'string' ? ranking.excluded : null,
  }
}
