import Type from 'typebox'
import { act, actorName, refuse } from '../../../platform/acts/index.ts'
import { entryObject } from '../entry.ts'
import { entryForUpdate, markAnnulled } from '../store.ts'

/** Annuls an entry: it stays, with its number, the reason and who annulled it (DPR 445/2000, art. 54). */
export const annulEntry = act({
  name: 'register.annul',
  permission: 'register.annul',
  input: Type.Object(
    {
      label: Type.String({ minLength: 1, maxLength: 40 }),
      reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    },
    { additionalProperties: false },
  ),
  load: (db, { label }) => entryForUpdate(db, label),
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide(entry, { reason }, { now, actor }) {
    if (entry.annulledAt !== null) return refuse('already-annulled', { label: entry.label })
    const objects = [entryObject(entry), ...(entry.caseId === null ? [] : [`case:${entry.caseId}`])]
    return {
      change: { entry, at: now, by: actorName(actor), reason: reason.trim() },
      facts: [{ kind: 'register.annulled', objects, data: { label: entry.label, reason: reason.trim() } }],
    }
  },
  async save(db, { entry, ...annulment }) {
    await markAnnulled(db, entry, annulment)
    return { result: { label: entry.label } }
  },
})
