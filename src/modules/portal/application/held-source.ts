import type { CompiledField } from '../../../core/forms/index.ts'
import type { PageContext } from '../../../ui/index.ts'

/** The registers whose names people know; what comes from another is said to be held. */
const NAMED = new Set(['person', 'household', 'income', 'school', 'schools', 'disability', 'large-family'])

/** Where a prefilled answer was taken from, in words: "the population register". */
export function sourceInWords({ t }: PageContext, { prefill }: Pick<CompiledField, 'prefill'>): string {
  const register = prefill?.split('.')[0] ?? ''
  return t(`portal.held.${NAMED.has(register) ? register : 'other'}`)
}
