import Type, { type Static } from 'typebox'
import {
  caseById,
  isTheirs,
  mayDo,
  mayRead,
  taskById,
  tasksOf,
  type WorkFilter,
  type WorkLine,
  workList,
} from '../../cases/index.ts'
import { procedureOf } from '../../catalogue/index.ts'
import { cursorOf, PAGING, pageOf, USUAL_LIMIT } from '../page.ts'
import { reading, type Visit } from '../reading.ts'
import { day, instant, nullable, text, uuid } from '../shapes.ts'
import { FormPage, formPage, inLang } from './form.ts'

const lineShape = {
  taskId: uuid,
  caseId: uuid,
  number: text,
  procedure: text,
  applicantName: text,
  title: Type.String({ description: 'What the case is about: a place.' }),
  element: text,
  officeId: nullable(text),
  role: nullable(text),
  officerId: Type.Union([uuid, Type.Null()], { description: 'Who has claimed it.' }),
  openedAt: instant,
  taskDueOn: Type.Union([day, Type.Null()], { description: 'The last day for the task itself.' }),
  dueOn: Type.Union([day, Type.Null()], { description: 'The last day of the legal term.' }),
  suspended: Type.Boolean(),
  silence: nullable(text),
  riskOn: Type.Union([day, Type.Null()], { description: 'The day by which the list is ordered.' }),
}
const TaskLine = Type.Object(lineShape)

const WorkQuery = Type.Object({
  office: Type.Optional(
    Type.String({ maxLength: 60, description: 'One of the offices of who asks; else all of them.' }),
  ),
  claimed: Type.Optional(Type.Enum(['me', 'nobody'])),
  procedure: Type.Optional(Type.String({ maxLength: 80 })),
  role: Type.Optional(Type.String({ maxLength: 60 })),
  dueBy: Type.Optional(day),
  ...PAGING,
})

const cursor = cursorOf(Type.Object({ riskOn: nullable(day), taskId: uuid }))

const tasks = reading({
  path: '/tasks',
  tag: 'Tasks',
  summary: 'The work list',
  description: 'Open tasks of the offices of who asks, by legal risk: the case whose term ends first stands first.',
  audience: { permission: 'case.read' },
  params: {},
  query: WorkQuery.properties,
  answer: pageOf('TaskPage', TaskLine, 'A page of the work list.'),
  async answers(visit) {
    const { limit = USUAL_LIMIT, cursor: from } = visit.query
    const after = cursor.read(from)
    const found = await visit.read((db) => workList(db, filterOf(visit), { limit: limit + 1, ...(after && { after }) }))
    const items = found.slice(0, limit).map(taskLine)
    const last = items.at(-1)
    const isMore = found.length > limit && last
    return { items, next: isMore ? cursor.write({ riskOn: last.riskOn, taskId: last.taskId }) : null }
  },
})

/** Another office's list is empty for who does not work there. */
function filterOf({ actor, query }: Visit<unknown, Static<typeof WorkQuery>>): WorkFilter {
  const { office, claimed, procedure, role, dueBy } = query
  const seesAll = actor.permissions.has('case.read-all')
  const offices = office === undefined ? actor.offices : seesAll || actor.offices.includes(office) ? [office] : []
  return {
    offices,
    ...(claimed && { claimed: claimed === 'me' ? { by: actor.id } : claimed }),
    ...(procedure !== undefined && { procedure }),
    ...(role !== undefined && { role }),
    ...(dueBy !== undefined && { dueBy }),
  }
}

function taskLine(one: WorkLine): Static<typeof TaskLine> {
  const { taskId, caseId, number, procedure, applicantName, title, element, officeId, role, officerId } = one
  const { openedAt, taskDueOn, dueOn, suspended, silence, riskOn } = one
  return {
    ...{ taskId, caseId, number, procedure, applicantName, title, element, officeId, role, officerId },
    ...{ openedAt, taskDueOn, dueOn, suspended, silence, riskOn },
  }
}

const Task = Type.Object(
  {
    ...lineShape,
    name: text,
    citizen: Type.Boolean({ description: 'Whether the applicant does it.' }),
    closedAt: nullable(instant),
    mayDo: Type.Boolean({ description: 'Whether who asks may end it now.' }),
    form: Type.Array(FormPage, { description: 'What it asks; empty where it asks nothing.' }),
  },
  { $id: 'Task', description: 'Something that an officer or the applicant must do.' },
)

const task = reading({
  path: '/tasks/{id}',
  tag: 'Tasks',
  summary: 'A task with its form',
  description: 'For officers who may see its case; for the applicant, when it is theirs to do.',
  audience: 'signed-in',
  params: { id: uuid },
  query: {},
  answer: Task,
  answers: ({ read, municipality, lang, actor, params: { id } }) =>
    read(async (db) => {
      const found = await taskById(db, id)
      const one = found && (await caseById(db, found.caseId))
      if (!found || !one) return undefined
      const own = found.citizen && isTheirs(actor, one)
      if (!own && !mayRead(actor, one, await tasksOf(db, one.caseId))) return undefined
      const procedure = await procedureOf(db, municipality, one.procedure, one.version)
      const form = found.form === null ? undefined : procedure.form.tasks.get(found.form)
      const { number, applicantName, title, dueOn, suspended, silence, riskOn } = one
      return {
        ...taskLine({
          ...found,
          number,
          procedure: one.procedure,
          applicantName,
          title,
          taskDueOn: found.dueOn,
          dueOn,
          suspended,
          silence,
          riskOn,
        }),
        name: inLang(procedure.service.steps[found.element] ?? {}, lang) || found.element,
        ...{ citizen: found.citizen, closedAt: found.closedAt },
        mayDo: found.closedAt === null && (own || mayDo(actor, found)),
        form: (form?.pages ?? []).map((page) => formPage(page, lang)),
      }
    }),
})

export const TASK_READINGS = [tasks, task]
