import { type Queries, sql } from '../../platform/database/index.ts'

/** What an officer has written in the form of a task and not sent yet. Only they see it: see `docs/decisions/0015-task-drafts.md`. */
export interface TaskDraft {
  readonly taskId: string
  readonly officerId: string
  readonly answers: Readonly<Record<string, unknown>>
  /** Of work, as written. */
  readonly minutes: string
  readonly savedAt: string
}

type Whose = Pick<TaskDraft, 'taskId' | 'officerId'>

export function taskDraftOf(db: Queries, { taskId, officerId }: Whose): Promise<TaskDraft | undefined> {
  return db.maybe<TaskDraft>(sql`
    select * from task_draft
    where municipality_id = current_municipality() and task_id = ${taskId} and officer_id = ${officerId}`)
}

/** Writes the draft over the one before. Nothing is written when the task is ended at the same moment: who ends it comes first. */
export async function saveTaskDraft(db: Queries, draft: TaskDraft): Promise<void> {
  await db.run(sql`
    insert into task_draft (municipality_id, task_id, officer_id, answers, minutes, saved_at)
    select municipality_id, task_id, ${draft.officerId}, ${JSON.stringify(draft.answers)}, ${draft.minutes}, ${draft.savedAt}
    from task
    where municipality_id = current_municipality() and task_id = ${draft.taskId} and closed_at is null for share
    on conflict (municipality_id, task_id, officer_id) do update
      set answers = excluded.answers, minutes = excluded.minutes, saved_at = excluded.saved_at`)
}

export async function deleteTaskDraft(db: Queries, { taskId, officerId }: Whose): Promise<void> {
  db.send(sql`
    delete from task_draft
    where municipality_id = current_municipality() and task_id = ${taskId} and officer_id = ${officerId}`)
}

/** The drafts that remained when their tasks were ended by others, before an instant. */
export async function deleteTaskDraftsEndedBefore(db: Queries, before: string): Promise<void> {
  await db.run(sql`
    delete from task_draft d using task t
    where d.municipality_id = current_municipality() and t.municipality_id = d.municipality_id and t.task_id = d.task_id
      and t.closed_at < ${before}`)
}
