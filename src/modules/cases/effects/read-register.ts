import { localDate } from '../../../core/deadlines/index.ts'
import { readRegister } from '../../people/index.ts'
import { caseById } from '../store.ts'
import type { Worker } from './worker.ts'

/** Reads a register for a case instead of asking the citizen; who read what, and for which case, stands in the journal. */
export async function readRegisterFor({
  platform,
  municipality,
  effect,
}: Worker): Promise<Record<string, unknown> | undefined> {
  const { register, of, scope } = effect.with as { register: string; of?: string; scope?: never }
  const on = localDate(platform.now(), municipality.zone)
  return await platform.db.within(municipality.municipalityId, async (db) => {
    const one = await caseById(db, effect.caseId)
    if (!one) return undefined
    const person = of === undefined || of === 'applicant' ? one.applicantId : of
    return {
      ...(await readRegister(db, { register, ...(person !== 'place' && { of: person }), scope: scope ?? null, on })),
    }
  })
}
