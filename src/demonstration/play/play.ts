import { playCall } from './call.ts'
import { CasePlayer } from './case-player.ts'
import { playDrafts } from './drafts.ts'
import type { Leaves } from './ledger.ts'
import { type PlannedCase, planOf } from './plan.ts'
import type { Stage } from './stage.ts'

/** What one case, or one call, left. */
export interface CaseLeaves extends Leaves {
  /** The order of filing, which settles what happened in the same millisecond. */
  readonly index: number
}

/** Of several threads that share the work: which one this is. */
export interface Part {
  readonly part: number
  readonly of: number
}

/** Plays a part of a town's cases: each call with its year as one, every other case by itself. */
export function playPart(stage: Stage, count: number, { part, of }: Part): CaseLeaves[] {
  const drafts = part === 0 ? [{ index: DRAFTS, ...playDrafts(stage).leaves }] : []
  const units = [...Map.groupBy(planOf(stage, count), unitOf).entries()]
  const played = units.flatMap(([unit, cases], index) => {
    if (index % of !== part) return []
    const players = cases.map((one) => new CasePlayer(stage, one))
    if (!unit.startsWith(CALL)) for (const player of players) player.run(stage.now)
    const call = unit.startsWith(CALL) ? [playCall(stage, cases[0]?.year ?? 0, players).leaves] : []
    return [
      ...players.map((player) => ({ index: player.plan.index, ...player.finish() })),
      ...call.map((leaves) => ({ index: cases[0]?.index ?? 0, ...leaves })),
    ]
  })
  return [...played, ...drafts]
}

/** After every case. */
const DRAFTS = Number.MAX_SAFE_INTEGER

const CALL = 'call '

function unitOf({ played, year, index }: PlannedCase): string {
  const { id, service } = played.procedure
  return service.call ? `${CALL}${id} ${year}` : String(index)
}
