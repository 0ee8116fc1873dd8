import { parseTerm, TermError } from '../../core/deadlines/index.ts'
import type { TermState } from '../../core/procedure/index.ts'
import type { PageContext } from '../../ui/index.ts'

/** The whole length of a term as the law writes it, with what it was extended by: "1 month and 15 days". */
export function lengthOf({ length, extended = [] }: Pick<TermState, 'length' | 'extended'>): string {
  return [length, ...extended].join(' and ')
}

/** A term of the law in the reader's language: "10 working days", "1 month"; as it is written when it cannot be read. */
export function termInWords({ t }: Pick<PageContext, 't'>, length: string): string {
  try {
    const parts = []
    for (let part: ReturnType<typeof parseTerm> | undefined = parseTerm(length); part; part = part.plus) {
      parts.push(t(`deadlines.unit.${part.unit}`, { n: part.amount }))
    }
    return parts.join(' + ')
  } catch (error) {
    if (error instanceof TermError) return length
    throw error
  }
}
