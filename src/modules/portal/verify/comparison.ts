import { createHash } from 'node:crypto'
import { verifyPdf } from '../../../platform/pdf/index.ts'

/** How a copy that somebody sent compares with the original. */
export type Comparison = 'same' | 'same-seal' | 'different' | 'no-file'

/** The same bytes; or another file that bears our seal unbroken (saved again by a reader, or sealed anew); or neither. */
export function comparisonOf(
  copy: Buffer,
  { content, trusted }: { content: Buffer; trusted: readonly string[] },
): Comparison {
  if (copy.length === 0) return 'no-file'
  if (hashOf(copy) === hashOf(content)) return 'same'
  const sealed = verifyPdf(copy, { trusted })
  return sealed.ok ? 'same-seal' : 'different'
}

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
