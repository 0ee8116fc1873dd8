import { daysOfCall } from '../../cases/index.ts'
import type { Service } from '../../catalogue/index.ts'

/** When a yearly call takes applications, seen from a day. */
export interface CallWindow {
  readonly isOpen: boolean
  /** Days (YYYY-MM-DD): of this year while it is open or still to come, of the next one afterwards. */
  readonly opensOn: string
  readonly closesOn: string
}

/** The window of the call of a service; `undefined` when it can be asked for all the year round. */
export function callWindow({ call }: Pick<Service, 'call'>, today: string): CallWindow | undefined {
  if (call === undefined) return undefined
  const thisYear = Number(today.slice(0, 4))
  const ofThisYear = daysOfCall(call, thisYear)
  const days = today > ofThisYear.closesOn ? daysOfCall(call, thisYear + 1) : ofThisYear
  return { isOpen: today >= days.opensOn, ...days }
}
