import { parseTerm, TermError } from '../../core/deadlines/index.ts'
import type { PageContext } from '../../ui/index.ts'

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
