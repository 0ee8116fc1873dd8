import type { CompiledForm, Context } from '../../../core/forms/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { type CaseFile, type FileAnswer, fileAnswer, mayDo, portsOf, type Task, taskById } from '../../cases/index.ts'
import { uploadsOf } from '../../documents/index.ts'
import { caseOfVisit } from '../case/case-in-hand.ts'
import { param, type Visit } from '../visit.ts'

/** A task with its form and what the form may ask about. */
export interface TaskInHand {
  readonly file: CaseFile
  readonly task: Task
  readonly form: CompiledForm | undefined
  readonly context: Context
  /** The files that were sent before, by their field. */
  readonly kept: ReadonlyMap<string, readonly FileAnswer[]>
}

/** The task of the address, when it is of one of the officer's offices and asks for a role that they have. */
export async function taskOfVisit(db: Queries, visit: Visit): Promise<TaskInHand | undefined> {
  const task = await taskById(db, param(visit, 'taskId'))
  if (!task || !mayDo(visit.actor, task)) return undefined
  const file = await caseOfVisit(db, visit, task.caseId)
  if (!file) return undefined
  const { context } = portsOf(file.procedure, visit.request.municipality, file.case)
  const kept = Map.groupBy(await uploadsOf(db, task.taskId), ({ field }) => field)
  return {
    ...{ file, task, context: { ...context, ...file.case.state.variables } },
    form: task.form === null ? undefined : file.procedure.form.tasks.get(task.form),
    kept: new Map([...kept].map(([field, uploads]) => [field, uploads.map(fileAnswer)])),
  }
}

/** The task of the address, when the officer may see its case: enough for who spreads the work without doing it. */
export async function taskSeen(db: Queries, visit: Visit): Promise<Pick<TaskInHand, 'file' | 'task'> | undefined> {
  const task = await taskById(db, param(visit, 'taskId'))
  const file = task && !task.citizen ? await caseOfVisit(db, visit, task.caseId) : undefined
  return task && file && { task, file }
}
