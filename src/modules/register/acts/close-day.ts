import Type from 'typebox'
import { startOfDayAfter } from '../../../core/deadlines/index.ts'
import { act, actorName, refuse } from '../../../platform/acts/index.ts'
import { sealJournal } from '../../../platform/journal/index.ts'
import { dayList } from '../daily-register.ts'
import { dailyRegister, insertDailyRegister, oneAtATime } from '../store.ts'

/** An act that began before midnight may end after it: the day is closed when none can be left. */
const GRACE_MS = 5 * 60_000

/**
 * Closes a day of the register: seals the journal, and lists the day's entries and annulments with the head of the chain
 * (DPR 445/2000, art. 53.2: by the next working day).
 */
export const closeDay = act({
  name: 'register.close-day',
  permission: 'register.close-day',
  input: Type.Object({ day: Type.String({ format: 'date' }) }, { additionalProperties: false }),
  async load(db, { day }) {
    await oneAtATime(db, `day ${day}`)
    return { closed: await dailyRegister(db, day) }
  },
  may: (_, __, { actor }) => actor.kind === 'system' || actor.kind === 'officer',
  decide({ closed }, { day }, { now, municipality }) {
    if (closed) return refuse('day-already-closed', { day })
    if (Date.parse(now) < Date.parse(startOfDayAfter(day, municipality.zone)) + GRACE_MS)
      return refuse('day-not-over', { day })
    return { change: { day }, facts: [] }
  },
  async save(db, { day }, { now, actor, municipality }) {
    const { head } = await sealJournal(db, municipality.municipalityId, now)
    const { entries, annulments, hash } = await dayList(db, { day, municipality, chainHead: head.hash })
    const closing = { sealNumber: head.number, chainHead: head.hash, documentHash: hash }
    const counts = { entries: entries.length, annulments: annulments.length }
    await insertDailyRegister(db, { day, ...counts, ...closing, closedAt: now, closedBy: actorName(actor) })
    const fact = { kind: 'register.day-closed', objects: [`register-day:${day}`], data: { ...counts, ...closing } }
    return { result: { day, ...counts, ...closing }, facts: [fact] }
  },
})
