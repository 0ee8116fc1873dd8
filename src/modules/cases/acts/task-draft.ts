import Type from 'typebox'
import { type Act, act, refuse } from '../../../platform/acts/index.ts'
import { mayDo } from '../access.ts'
import { taskById } from '../store.ts'
import { deleteTaskDraft, deleteTaskDraftsEndedBefore, saveTaskDraft, taskDraftOf } from '../task-drafts.ts'

const uuid = Type.String({ format: 'uuid' })

interface Written {
  readonly taskId: string
  readonly answers: Record<string, unknown>
  readonly minutes: string
}

/**
 * Keeps what an officer has written in the form of a task, over what they kept before; nothing is checked until the task is
 * ended, so that nothing written is ever lost. It is no part of the file (Ley 39/2015, art. 70.4), so the journal says nothing.
 */
export const keepTaskDraft: Act<Written, { savedAt: string }> = act({
  name: 'case.keep-task-draft',
  permission: 'task.complete',
  input: Type.Object({
    taskId: uuid,
    answers: Type.Record(Type.String(), Type.Unknown()),
    minutes: Type.String({ maxLength: 20 }),
  }),
  load: (db, { taskId }) => taskById(db, taskId),
  may: (task, _, { actor }) => mayDo(actor, task),
  decide(task, { answers, minutes }, { actor, now }) {
    if (task.closedAt !== null) return refuse('task-done')
    if (JSON.stringify(answers).length > MAX_ANSWERS) return refuse('draft-too-big')
    return { change: { taskId: task.taskId, officerId: actor.id, answers, minutes, savedAt: now }, facts: [] }
  },
  async save(db, draft) {
    await saveTaskDraft(db, draft)
    return { result: { savedAt: draft.savedAt } }
  },
})

/** An officer throws away what they had kept of a task, open or ended. */
export const discardTaskDraft: Act<{ taskId: string }, { taskId: string }> = act({
  name: 'case.discard-task-draft',
  permission: 'task.complete',
  input: Type.Object({ taskId: uuid }),
  load: (db, { taskId }, { actor }) => taskDraftOf(db, { taskId, officerId: actor.id }),
  may: ({ officerId }, _, { actor }) => actor.kind === 'officer' && officerId === actor.id,
  decide: (draft) => ({ change: draft, facts: [] }),
  async save(db, draft) {
    await deleteTaskDraft(db, draft)
    return { result: { taskId: draft.taskId } }
  },
})

/** Drafts that their officers never looked at again are not kept for ever: those of tasks that were ended before an instant go. */
export const forgetTaskDrafts: Act<{ endedBefore: string }, Record<string, never>> = act({
  name: 'case.forget-task-drafts',
  permission: 'system',
  input: Type.Object({ endedBefore: Type.String({ format: 'date-time' }) }),
  load: async () => ({}),
  may: (_, __, { actor }) => actor.kind === 'system',
  decide: (_, { endedBefore }) => ({ change: endedBefore, facts: [] }),
  async save(db, endedBefore) {
    await deleteTaskDraftsEndedBefore(db, endedBefore)
    return { result: {} }
  },
})

const MAX_ANSWERS = 200_000
