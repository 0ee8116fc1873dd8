/** A thread that plays its part of the history of both towns. */
import { parentPort, workerData } from 'node:worker_threads'
import { towns } from '../town.ts'
import { type Part, playPart } from './play.ts'
import { stageOf } from './stage.ts'

/** What the thread is given. */
export interface PlayOrder extends Part {
  readonly seed: number
  readonly since: string
  readonly now: string
  /** How many cases each town has, by its number. */
  readonly counts: Readonly<Record<number, number>>
}

const order = workerData as PlayOrder // given by history.ts

for (const town of towns) {
  const stage = await stageOf(town, order)
  parentPort?.postMessage({ town: town.id, leaves: playPart(stage, order.counts[town.id] ?? 0, order) })
}
