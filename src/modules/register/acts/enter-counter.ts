import Type, { type Static } from 'typebox'
import { act, type Channel, type Fact, refuse } from '../../../platform/acts/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { type Entered, enter, type ToEnter } from '../enter.ts'
import { oneAtATime, takenOverAs } from '../store.ts'

const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
const entryFields = {
  register: Type.Union([Type.Literal('entry'), Type.Literal('exit')]),
  sender: line(200),
  addressee: line(200),
  subject: line(500),
  contentHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  officeId: Type.Optional(line(60)),
  caseId: Type.Optional(Type.String({ format: 'uuid' })),
  personId: Type.Optional(Type.String({ format: 'uuid' })),
  /** How it came: by post, say, although an officer registers it at the desk. */
  channel: Type.Optional(Type.Union([Type.Literal('counter'), Type.Literal('post'), Type.Literal('e-mail')])),
}
const CounterEntry = Type.Object(entryFields, { additionalProperties: false })
const EmergencyEntry = Type.Object(
  {
    ...entryFields,
    /** The number in the emergency register. */
    number: line(40),
    /** When it really came or went. */
    at: Type.String({ format: 'date-time' }),
    cause: line(500),
  },
  { additionalProperties: false },
)

/** An officer registers what somebody hands in, or what goes out on paper (Ley 39/2015, art. 16; DPR 445/2000, art. 53). */
export const enterAtCounter = act({
  name: 'register.enter-counter',
  permission: 'register.write',
  input: CounterEntry,
  load: async () => ({}),
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide: (_, input) => ({ change: toEnter(input), facts: [] }),
  save: async (db, change, context) => answerOf(await enter(db, change, context)),
})

/**
 * What was written in the emergency register while the system was down is entered under a number of its own, which names the
 * other; its effects count from when it really came (DPR 445/2000, art. 63).
 */
export const takeOver = act({
  name: 'register.take-over',
  permission: 'register.write',
  input: EmergencyEntry,
  async load(db: Queries, { number }) {
    await oneAtATime(db, `emergency ${number}`)
    return { label: await takenOverAs(db, number) }
  },
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide({ label }, { number, at, cause, ...input }, { now }) {
    if (label !== undefined) return refuse('already-taken-over', { number, label })
    if (Date.parse(at) > Date.parse(now)) return refuse('in-the-future')
    const emergency = { number, at: new Date(at).toISOString(), cause }
    return { change: { ...toEnter(input), emergency }, facts: [] }
  },
  async save(db, change, context) {
    const entered = await enter(db, change, context)
    return { ...answerOf(entered), facts: [takenOver(entered)] }
  },
})

function toEnter(input: Static<typeof CounterEntry>): ToEnter {
  const { channel, ...fields } = input
  const door: Channel | undefined = channel
  return { ...fields, ...(door !== undefined && { channel: door }) }
}

function answerOf({ entry, fact }: Entered): { result: EnteredAs; facts: Fact[] } {
  const { label, register, year, number, at, effectiveAt } = entry
  return { result: { label, register, year, number, at, effectiveAt }, facts: [fact] }
}

/** What the officer is told. */
export type EnteredAs = Pick<Entered['entry'], 'label' | 'register' | 'year' | 'number' | 'at' | 'effectiveAt'>

function takenOver({ entry, fact }: Entered): Fact {
  return { ...fact, data: { ...fact.data, emergency: entry.emergency } }
}
