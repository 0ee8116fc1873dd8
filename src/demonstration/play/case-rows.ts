import type { Case, Task } from '../../modules/cases/case.ts'
import type { Row } from '../copy.ts'
import { LABEL, SMALL_LABEL } from './ledger.ts'

/** A task with what its row holds besides. */
export interface KeptTask extends Task {
  readonly answers: unknown
  readonly closedBy: string | null
  readonly riskOn: string | null
}

/** A case as its row, with the minutes that officers wrote down. */
export function caseRow(one: Case, minutes: number): Row {
  const search = [one.number, one.applicantName, one.title, one.registerLabel ?? ''].join(' ')
  return {
    ...{ case_id: one.caseId, number: one.number, procedure: one.procedure, version: one.version },
    ...{ applicant_id: one.applicantId, applicant_name: one.applicantName, representative_id: null, title: one.title },
    ...{ status: one.status, outcome: one.outcome, state: one.state, answers: one.answers, registers: one.registers },
    ...{ lang: one.lang, channel: one.channel, register_label: one.registerLabel, opened_at: one.openedAt },
    ...{
      decided_at: one.decidedAt,
      closed_at: one.closedAt,
      office_id: one.officeId,
      officer_id: one.officerId,
      waiting_for: one.waitingFor,
    },
    ...{ due_on: one.dueOn, suspended: one.suspended, silence: one.silence, risk_on: one.riskOn },
    ...{ minutes_worked: minutes, search: plain(search) },
  }
}

/** A task as its row; an open one has the risk of its case. */
export function taskRow(task: KeptTask, one: Case): Row {
  return {
    ...{ task_id: task.taskId, case_id: task.caseId, token: task.token, element: task.element, form: task.form },
    ...{ office_id: task.officeId, role: task.role, citizen: task.citizen, officer_id: task.officerId },
    ...{ opened_at: task.openedAt, due_on: task.dueOn, risk_on: task.closedAt === null ? one.riskOn : task.riskOn },
    ...{ closed_at: task.closedAt, closed_by: task.closedBy, answers: task.answers },
  }
}

/** As `plain()` of the database: without accents and capitals. The label of the register stands in it as a mark. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(LABEL, SMALL_LABEL)
}
