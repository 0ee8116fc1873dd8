import type { MapStep } from '../../../ui/index.ts'
import { type CaseFile, wayOfCase } from '../../cases/index.ts'
import type { Visit } from '../visit.ts'

/** The way of a case so far, and with whom it is now. */
export function stepsOfCase({ ctx }: Visit, file: CaseFile): MapStep[] {
  return wayOfCase(ctx, file, (element) => {
    const task = file.tasks.find((one) => one.element === element && one.closedAt === null)
    return task && ctx.t(task.citizen ? 'portal.case.with-you' : 'portal.case.with-us')
  })
}
