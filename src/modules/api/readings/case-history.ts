import { readFileSync } from 'node:fs'
import Type, { type Static } from 'typebox'
import { parse } from 'yaml'
import type { JournalEvent } from '../../../platform/journal/index.ts'
import { resource } from '../../../platform/root.ts'
import { instant } from '../shapes.ts'

export const Event = Type.Object({
  seq: Type.Integer({ description: 'Its place in the journal.' }),
  at: instant,
  kind: Type.String({ examples: ['case.opened'] }),
  by: Type.Enum(['person', 'office', 'system']),
  data: Type.Record(Type.String(), Type.Unknown()),
  actor: Type.Optional(Type.String({ description: 'For officers only: `officer:…`, `person:…`, `system:…`.' })),
  channel: Type.Optional(Type.String({ description: 'For officers only.' })),
})

type EventAnswer = Static<typeof Event>

/** The facts that the applicant is told of, and what of each: never what officers write to each other. */
const TOLD: { readonly kinds: readonly string[]; readonly data: readonly string[] } = parse(
  readFileSync(resource('src/modules/api/readings/told.yaml'), 'utf8'),
)

export function historyForPerson(history: readonly JournalEvent[]): EventAnswer[] {
  return history
    .filter(({ kind }) => TOLD.kinds.includes(kind))
    .map((event) => ({
      ...eventLine(event),
      data: Object.fromEntries(Object.entries(event.data).filter(([name]) => TOLD.data.includes(name))),
    }))
}

export function historyForOfficer(history: readonly JournalEvent[]): EventAnswer[] {
  return history.map((event) => ({ ...eventLine(event), actor: event.actor, channel: event.channel }))
}

function eventLine({ seq, at, kind, actor, data }: JournalEvent): EventAnswer {
  const who = actor.split(':')[0]
  return { seq, at, kind, by: who === 'person' ? 'person' : who === 'officer' ? 'office' : 'system', data: { ...data } }
}
