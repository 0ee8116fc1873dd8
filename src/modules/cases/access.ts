import type { Actor } from '../../platform/acts/index.ts'
import type { Case, Task } from './case.ts'

/** Whether the case is the actor's own: they applied, are represented by who applied, or represent the applicant now. */
export function isTheirs(actor: Actor, one: Pick<Case, 'applicantId' | 'representativeId'>): boolean {
  if (actor.kind !== 'person') return false
  if (actor.actsFor !== undefined) return one.applicantId === actor.actsFor
  return one.applicantId === actor.id || one.representativeId === actor.id
}

/** Whether an officer may see the case: it is, or was, with one of their offices; or their role sees every case. */
export function mayRead(actor: Actor, one: Pick<Case, 'officeId'>, tasks: readonly Pick<Task, 'officeId'>[]): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'officer' || !actor.permissions.has('case.read')) return false
  if (actor.permissions.has('case.read-all')) return true
  return [one, ...tasks].some(({ officeId }) => officeId !== null && actor.offices.includes(officeId))
}

/** Whether an officer may do the task: it is with one of their offices, and they hold the role that it asks for. */
export function mayDo(actor: Actor, task: Pick<Task, 'officeId' | 'role' | 'citizen'>): boolean {
  if (actor.kind !== 'officer' || task.citizen) return false
  const inOffice = task.officeId === null || actor.offices.includes(task.officeId)
  return inOffice && (task.role === null || actor.roles.includes(task.role))
}
