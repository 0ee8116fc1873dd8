import Type from 'typebox'
import { type Act, act } from '../../../platform/acts/index.ts'
import { type Queries, sql } from '../../../platform/database/index.ts'
import { markRead, messageById } from '../message.ts'

/** The person has read a message of their folder. */
export const readMessage: Act<{ messageId: string }, { messageId: string }> = act({
  name: 'message.read',
  permission: 'folder.read',
  input: Type.Object({ messageId: Type.String({ format: 'uuid' }) }),
  load: (db, { messageId }) => messageById(db, messageId),
  may: (message, _, { actor }) => actor.kind === 'person' && message.personId === (actor.actsFor ?? actor.id),
  decide: (message) => ({
    change: message.messageId,
    facts:
      message.readAt === null
        ? [{ kind: 'message.read', objects: [`message:${message.messageId}`, `person:${message.personId}`] }]
        : [],
  }),
  async save(db, messageId, context) {
    await markRead(db, messageId, context.now)
    return { result: { messageId } }
  },
})

/** A filter of the work list that an officer keeps under a name. */
export interface SavedFilter {
  readonly name: string
  /** The query of the list's address. */
  readonly query: string
}

export function savedFilters(db: Queries, officerId: string): Promise<SavedFilter[]> {
  return db.many<SavedFilter>(sql`
    select name, query from work_filter where municipality_id = current_municipality() and officer_id = ${officerId} order by name`)
}

/** Keeps a filter of the work list for the officer who made it; an empty query forgets it. */
export const saveFilter: Act<SavedFilter, SavedFilter> = act({
  name: 'case.save-filter',
  permission: 'case.read',
  input: Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }), query: Type.String({ maxLength: 500 }) }),
  load: async () => ({}),
  may: (_, __, { actor }) => actor.kind === 'officer',
  decide: (_, input) => ({ change: input, facts: [] }),
  async save(db, filter, { actor }) {
    await db.run(
      filter.query === ''
        ? sql`delete from work_filter where municipality_id = current_municipality() and officer_id = ${actor.id} and name = ${filter.name}`
        : sql`insert into work_filter (municipality_id, officer_id, name, query)
              values (current_municipality(), ${actor.id}, ${filter.name}, ${filter.query})
              on conflict (municipality_id, officer_id, name) do update set query = excluded.query`,
    )
    return { result: filter }
  },
})
