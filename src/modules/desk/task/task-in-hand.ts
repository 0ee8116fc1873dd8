import type { CompiledForm, Context } from '../../../core/forms/index.ts'
import type { Queries } from '../../../platform/database/index.ts'
import { type CaseFile, mayDo, portsOf, type Task, taskById } from '../../cases/index.ts'
import { caseOfVisit } from '../case/case-in-hand.ts'
import { param, type Visit } from '../visit.ts'

/** A task that the officer may do, with its form and what the form may ask about. */
export interface TaskInHand {
  readonly file: CaseFile
  readonly task: Task
  readonly form: CompiledForm | undefined
  readonly context: Context
}

/** The task of the address, when it is of one of the officer's offices and asks for a role that they have. */
export async function taskOfVisit(db: Queries, visit: Visit): Promise<TaskInHand | undefined> {
  const task = await taskById(db, param(visit, 'taskId'))
  if (!task || !mayDo(visit.actor, task)) return undefined
  const file = await caseOfVisit(db, visit, task.caseId)
  if (!file) return undefined
  const { context } = portsOf(file.procedure, visit.request.municipality, file.case)
  return {
    ...{ file, task, context: { ...context, ...file.case.state.variables } },
    form: task.form === null ? undefined : file.procedure.form.tasks.get(task.form),
  }
}
