import type { DoData } from '../graph.ts'
import { type Element, text } from './element.ts'
import { attributeExpression, type Reading } from './reading.ts'

/** What the host must do, from `f:do`, `f:with`, `f:result` and `f:wait`. */
export function doOf(reading: Reading, element: Element): DoData | undefined {
  const kind = text(element, 'do')
  if (kind === undefined) return undefined
  const payload = attributeExpression(reading, element, 'with')
  const result = text(element, 'result')
  return {
    kind,
    wait: element.wait !== false,
    ...(payload !== undefined && { with: payload }),
    ...(result !== undefined && { result }),
  }
}
