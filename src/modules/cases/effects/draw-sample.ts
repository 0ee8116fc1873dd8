import { createHash } from 'node:crypto'
import type { Worker } from './worker.ts'

/**
 * Draws whether a case is inspected: a share of all, and always where the drawing says so. The draw is the hash of the case and the
 * element, so that it can be done again before an auditor and nobody can wait for a better one.
 */
export async function drawSample({ effect }: Worker): Promise<Record<string, unknown>> {
  const { share, always } = effect.with as { share?: unknown; always?: unknown }
  return { drawn: always === true || drawOf(effect.caseId, effect.element) < Number(share ?? 0) }
}

/** A number from 0 to 1, evenly spread over cases. */
export function drawOf(caseId: string, element: string): number {
  return createHash('sha256').update(`${caseId}:${element}`).digest().readUInt32BE(0) / 2 ** 32
}
