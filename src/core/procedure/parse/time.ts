import type { TimerData, TimeText } from '../graph.ts'
import { isDuration, isInstant, parseCycle } from '../iso-time.ts'
import { bodyOf, child, type Element, idOf, text } from './element.ts'
import { readExpression } from './expression.ts'
import { checkTermText, readTermStart } from './process-term.ts'
import type { Reading } from './reading.ts'

const forms = [
  ['timeDate', 'date', isInstant],
  ['timeDuration', 'duration', isDuration],
  ['timeCycle', 'cycle', (value: string) => parseCycle(value) !== undefined],
] as const

/** Reads when a timer event fires: a date, a duration, a cycle, or a legal term (`f:term`). */
export function readTimer(reading: Reading, event: Element, definition: Element): TimerData | undefined {
  const term = text(definition, 'term')
  if (term === 'process') return { kind: 'process-term' }
  if (term !== undefined) {
    checkTermText(reading, event, term)
    return { kind: 'term', term, start: readTermStart(reading, event, definition, 'notification') }
  }
  for (const [property, kind, isLiteral] of forms) {
    if (!child(definition, property)) continue
    const body = bodyOf(definition, property)
    if (body === undefined) break
    const value = readTime(reading, event, body, isLiteral)
    return value && { kind, value }
  }
  const remedy = 'Set a date, a duration such as P10D, a cycle such as R3/PT10H, or f:term.'
  reading.problems.refuse('bad-time', idOf(event), 'Its timer does not say when.', remedy)
  return undefined
}

function readTime(
  reading: Reading,
  event: Element,
  body: string,
  isLiteral: (text: string) => boolean,
): TimeText | undefined {
  if (isLiteral(body)) return { iso: body }
  const read = looksLikeIso(body) ? { error: `“${body}” is not an ISO 8601 time of this kind` } : readExpression(body)
  if ('feel' in read) {
    const literal = /^"([^"]*)"$/.exec(read.feel)?.[1]
    return literal !== undefined && isLiteral(literal) ? { iso: literal } : { feel: read.feel }
  }
  const remedy = 'Write ISO 8601 (2026-03-02T09:00:00+01:00, P10D, R3/PT10H) or FEEL that gives it.'
  reading.problems.refuse('bad-time', idOf(event), `Its timer cannot be read: ${read.error}.`, remedy)
  return undefined
}

/** A text meant as ISO 8601 must not pass as a FEEL name or sum. */
function looksLikeIso(body: string): boolean {
  return /^(-?P[\dT]|R\d*\/|\d{4}-\d)/.test(body)
}
