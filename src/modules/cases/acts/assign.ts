import Type from 'typebox'
import { type Act, type ActContext, act, refuse } from '../../../platform/acts/index.ts'
import { type Queries, sql } from '../../../platform/database/index.ts'
import { findOfficer, type Officer } from '../../people/index.ts'
import { mayDo, mayRead } from '../access.ts'
import type { Case, Task } from '../case.ts'
import { caseForUpdate, taskById, tasksOf } from '../store.ts'

const uuid = Type.String({ format: 'uuid' })

interface TaskOfCase {
  readonly task: Task
  readonly case: Case
}

/** An officer takes a task of their office; the list shows it as theirs. */
export const claimTask: Act<{ taskId: string }, { caseId: string }> = act({
  name: 'case.claim',
  permission: 'task.complete',
  input: Type.Object({ taskId: uuid }),
  load: taskOfCase,
  may: ({ task }, _, { actor }) => mayDo(actor, task),
  decide: ({ task }, _, { actor }) =>
    task.closedAt !== null
      ? refuse('task-done')
      : task.officerId !== null && task.officerId !== actor.id
        ? refuse('task-claimed')
        : { change: { task, officerId: actor.id }, facts: [assigned(task, 'case.task-claimed', actor.id)] },
  save: setOfficer,
})

/** Gives a claimed task back to the office. */
export const releaseTask: Act<{ taskId: string }, { caseId: string }> = act({
  name: 'case.release',
  permission: 'task.complete',
  input: Type.Object({ taskId: uuid }),
  load: taskOfCase,
  may: ({ task }, _, { actor }) => task.officerId === actor.id,
  decide: ({ task }) =>
    task.closedAt !== null
      ? refuse('task-done')
      : { change: { task, officerId: null }, facts: [assigned(task, 'case.task-released', null)] },
  save: setOfficer,
})

/** A head of office gives a task to an officer who works there. */
export const assignTask: Act<{ taskId: string; officerId: string }, { caseId: string }> = act({
  name: 'case.assign',
  permission: 'case.assign',
  input: Type.Object({ taskId: uuid, officerId: uuid }),
  async load(db, { taskId, officerId }): Promise<(TaskOfCase & { officer: Officer }) | undefined> {
    const [found, officer] = await Promise.all([taskOfCase(db, { taskId }), findOfficer(db, officerId)])
    return found && officer && { ...found, officer }
  },
  may: ({ task, case: one }, _, { actor }) => mayRead(actor, one, [task]),
  decide({ task, officer }) {
    if (task.closedAt !== null) return refuse('task-done')
    if (task.officeId !== null && !officer.offices.includes(task.officeId))
      return refuse('not-of-office', { name: officer.name })
    return {
      change: { task, officerId: officer.officerId },
      facts: [assigned(task, 'case.task-assigned', officer.officerId)],
    }
  },
  save: setOfficer,
})

/** Hands a task over to another office, with the reason; nobody has claimed it there yet. */
export const handOver: Act<{ taskId: string; officeId: string; reason: string }, { caseId: string }> = act({
  name: 'case.hand-over',
  permission: 'case.handle',
  input: Type.Object({
    taskId: uuid,
    officeId: Type.String({ maxLength: 60 }),
    reason: Type.String({ maxLength: 2000 }),
  }),
  async load(db, { taskId, officeId }) {
    const found = await taskOfCase(db, { taskId })
    if (!found) return undefined
    const office = await db.maybe<{ officeId: string }>(
      sql`select office_id from office where municipality_id = current_municipality() and office_id = ${officeId}`,
    )
    return { ...found, office }
  },
  may: ({ task, case: one }, _, { actor }) => !task.citizen && mayRead(actor, one, [task]),
  decide({ task, office }, { reason }) {
    if (task.closedAt !== null) return refuse('task-done')
    if (!office) return refuse('no-such-office')
    if (reason.trim() === '') return refuse('text-missing')
    const fact = {
      kind: 'case.handed-over',
      objects: [`case:${task.caseId}`, `task:${task.taskId}`, `office:${office.officeId}`],
      data: { from: task.officeId, to: office.officeId, reason },
    }
    return { change: { task, officeId: office.officeId }, facts: [fact] }
  },
  async save(db, { task, officeId }) {
    await db.run(sql`
      update task set office_id = ${officeId}, officer_id = null
      where municipality_id = current_municipality() and task_id = ${task.taskId}`)
    await db.run(sql`
      update cases set office_id = ${officeId} where municipality_id = current_municipality() and case_id = ${task.caseId}`)
    return { result: { caseId: task.caseId } }
  },
})

/** Writes a note in the file, for colleagues only. */
export const addNote: Act<{ caseId: string; text: string }, { caseId: string }> = act({
  name: 'case.note',
  permission: 'case.handle',
  input: Type.Object({ caseId: uuid, text: Type.String({ maxLength: 10_000 }) }),
  async load(db, { caseId }) {
    const [one, tasks] = await Promise.all([caseForUpdate(db, caseId), tasksOf(db, caseId)])
    return one && { case: one, tasks }
  },
  may: ({ case: one, tasks }, _, { actor }) => mayRead(actor, one, tasks),
  decide: ({ case: one }, { text }) =>
    text.trim() === ''
      ? refuse('text-missing')
      : {
          change: { caseId: one.caseId, text: text.trim() },
          facts: [{ kind: 'case.noted', objects: [`case:${one.caseId}`] }],
        },
  async save(db, { caseId, text }, context) {
    await db.run(sql`
      insert into case_note (municipality_id, note_id, case_id, officer_id, officer_name, text, at)
      values (current_municipality(), ${context.actId}, ${caseId}, ${context.actor.id}, ${context.actor.name}, ${text}, ${context.now})`)
    return { result: { caseId } }
  },
})

async function taskOfCase(db: Queries, { taskId }: { taskId: string }): Promise<TaskOfCase | undefined> {
  const task = await taskById(db, taskId)
  const one = task && (await caseForUpdate(db, task.caseId))
  // Read again under the lock of the case: it may have been done meanwhile.
  const current = one && (await taskById(db, taskId))
  return one && current && { task: current, case: one }
}

async function setOfficer(db: Queries, { task, officerId }: { task: Task; officerId: string | null }, _: ActContext) {
  await db.run(sql`
    update task set officer_id = ${officerId} where municipality_id = current_municipality() and task_id = ${task.taskId}`)
  await db.run(sql`
    update cases set officer_id = ${officerId} where municipality_id = current_municipality() and case_id = ${task.caseId}`)
  return { result: { caseId: task.caseId } }
}

function assigned(task: Task, kind: string, officerId: string | null) {
  return { kind, objects: [`case:${task.caseId}`, `task:${task.taskId}`], data: { officerId } }
}
