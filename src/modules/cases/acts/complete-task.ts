import Type from 'typebox'
import { cleanAnswers, validateForm } from '../../../core/forms/index.ts'
import { type Act, type ActContext, type Actor, act, refuse } from '../../../platform/acts/index.ts'
import { attachUploads, type Upload, uploadsOf } from '../../documents/index.ts'
import { isTheirs, mayDo } from '../access.ts'
import type { Task } from '../case.ts'
import { caseInHand } from '../hand.ts'
import { portsOf } from '../ports.ts'
import { caseOfTask, saveTurn, taskById } from '../store.ts'
import { deleteTaskDraft } from '../task-drafts.ts'
import { type CaseInHand, takeTurn } from '../turn.ts'

interface TaskInHand extends CaseInHand {
  readonly task: Task
  readonly uploads: readonly Upload[]
}

/** An officer ends a task of their office with its answers: a report, a proposal, a signature. They become variables of the process. */
export const completeTask = taskAct({
  name: 'case.complete-task',
  permission: 'task.complete',
  may: ({ task }, actor) => mayDo(actor, task),
})

/** The applicant does what they were asked (Ley 39/2015, art. 68 and 73): the answers replace what they had applied with. */
export const answerTask = taskAct({
  name: 'case.answer-task',
  permission: 'case.answer',
  may: ({ task, case: one }, actor) => task.citizen && isTheirs(actor, one),
})

interface TaskInput {
  readonly taskId: string
  readonly answers: Record<string, unknown>
  /** The time it took, for what a case costs. */
  readonly minutes?: number
}

function taskAct(kind: {
  name: string
  permission: string
  may(hand: TaskInHand, actor: Actor): boolean
}): Act<TaskInput, { caseId: string }> {
  return act({
    name: kind.name,
    permission: kind.permission,
    input: Type.Object({
      taskId: Type.String({ format: 'uuid' }),
      answers: Type.Record(Type.String(), Type.Unknown()),
      minutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    }),
    async load(db, { taskId }, context): Promise<TaskInHand | undefined> {
      const [task, hand, uploads] = await Promise.all([
        taskById(db, taskId),
        caseInHand(db, caseOfTask(taskId), context.municipality),
        uploadsOf(db, taskId),
      ])
      return task && hand && { ...hand, task, uploads }
    },
    may: (hand, _, { actor }) => kind.may(hand, actor),
    decide(hand, { answers, minutes = 0 }, context) {
      if (!hand.openTasks.some(({ taskId }) => taskId === hand.task.taskId)) return refuse('task-done')
      const { clean, problems } = checked(hand, answers)
      if (problems.length > 0) return refuse('form-incomplete', { problems })
      const { task, uploads } = hand
      const turn = takeTurn(
        corrected(hand, clean, context),
        { complete: task.token, with: task.citizen ? {} : clean },
        context,
      )
      if ('refused' in turn) return turn
      const fact = {
        kind: 'case.task-completed',
        objects: [`case:${task.caseId}`, `task:${task.taskId}`],
        data: { element: task.element, openedAt: task.openedAt, minutes },
      }
      return { change: { turn, task, clean, minutes, uploads }, facts: [fact, ...turn.facts], effects: turn.effects }
    },
    async save(db, { turn, task, clean, minutes, uploads }, context) {
      await saveTurn(db, turn, context, { taskId: task.taskId, answers: clean, minutes })
      if (context.actor.kind === 'officer')
        await deleteTaskDraft(db, { taskId: task.taskId, officerId: context.actor.id })
      await attachUploads(db, { caseId: task.caseId, uploads, lang: turn.case.lang, registerLabel: null }, context)
      return { result: { caseId: task.caseId } }
    },
  })
}

/** The answers that the task's form shows, and what is wrong with them. A task without a form has no answers. */
function checked({ task, procedure, ports, case: one }: TaskInHand, answers: Record<string, unknown>) {
  const form = task.form === null ? undefined : procedure.form.tasks.get(task.form)
  if (!form) return { clean: {}, problems: [] }
  const seen = { ...ports.context, ...one.state?.variables }
  return { clean: cleanAnswers(form, answers, seen), problems: validateForm(form, answers, seen) }
}

/** What the applicant gives replaces what they had applied with, also for the rules; what they leave empty stays as it was. */
function corrected(hand: TaskInHand, answers: Record<string, unknown>, { municipality }: ActContext): CaseInHand {
  if (!hand.task.citizen) return hand
  const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => !isEmpty(answer)))
  const one = { ...hand.case, answers: { ...hand.case.answers, ...given } }
  return { ...hand, case: one, ports: portsOf(hand.procedure, municipality, one) }
}

function isEmpty(answer: unknown): boolean {
  return answer === null || answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0)
}
