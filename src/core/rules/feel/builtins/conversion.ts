import { compare, identical } from '../comparison.ts'
import { parseNumber } from '../number.ts'
import { print } from '../print.ts'
import { Range } from '../range.ts'
import type { Run } from '../run.ts'
import { parseExpression } from '../syntax/parse.ts'
import type { Node } from '../syntax/tree.ts'
import { parseDate } from '../temporal/date.ts'
import { parseDateTime } from '../temporal/date-time.ts'
import { parseDuration } from '../temporal/duration.ts'
import { parseTime } from '../temporal/time.ts'
import { kindOf, type Value } from '../value.ts'
import type { Group } from './built-in.ts'

/** Functions from one type to another (DMN table 73), `not` and `is`. */
export const CONVERSION: Group = {
  number: [
    {
      parameters: 'from: string',
      give(from: string) {
        return parseNumber(from) ?? this.fail(`number: "${from}" is no number`)
      },
    },
    { parameters: 'from: string, grouping separator: any, decimal separator: any', give: numberFrom },
  ],
  string: [
    {
      parameters: 'from: any',
      give(from: Value) {
        return from === null ? this.absent() : print(from)
      },
    },
  ],
  range: [{ parameters: 'from: string', give: rangeFrom }],
  not: [
    {
      parameters: 'negand: any',
      give(negand: Value) {
        if (negand === null) return this.absent()
        return typeof negand === 'boolean' ? !negand : this.fail('not takes true or false')
      },
    },
  ],
  is: [{ parameters: 'value1: any, value2: any', give: identical }],
}

function numberFrom(this: Run, from: string, grouping: Value, decimal: Value): Value {
  const areSeparators =
    (grouping === null || grouping === ' ' || grouping === ',' || grouping === '.') &&
    (decimal === null || decimal === ',' || decimal === '.') &&
    (grouping === null || grouping !== decimal)
  if (!areSeparators) return this.fail('number: the separators are a space, a comma or a point, not twice the same')
  const digits = grouping === null ? from : from.replaceAll(String(grouping), '')
  const plain =
    decimal === null ? digits : digits.includes('.') && decimal !== '.' ? 'NaN' : digits.replace(decimal, '.')
  return parseNumber(plain) ?? this.fail(`number: "${from}" is no number`)
}

/** A range of literals, from its text: `[1..3]`, `(@"2026-01-01"..@"2026-12-31"]`, `(..3]`, `[1..)` (rule 66). */
function rangeFrom(this: Run, from: string): Value {
  const [, until, untilBracket] = /^\s*[(\]]\s*\.\.(.+)([\])[])\s*$/s.exec(from) ?? []
  if (until !== undefined) return unbounded(this, until, untilBracket === ']' ? '<=' : '<')
  const [, sinceBracket, since] = /^\s*([[(\]])(.+)\.\.\s*[)[]\s*$/s.exec(from) ?? []
  if (since !== undefined) return unbounded(this, since, sinceBracket === '[' ? '>=' : '>')
  const node = parseQuietly(from)
  if (node?.kind !== 'interval') return this.fail(`range: "${from}" is no range`)
  const [start, end] = [constant(node.start), constant(node.end)]
  if (start === null || end === null) return this.fail('range: the ends are literals')
  const order = kindOf(start) === kindOf(end) ? compare(start, end) : undefined
  if (order === undefined || order > 0) return this.fail('range: the ends are of one type, the lower first')
  return new Range(start, end, node.startIncluded, node.endIncluded)
}

function unbounded(run: Run, text: string, form: '<' | '<=' | '>' | '>='): Value {
  const node = parseQuietly(text)
  const end = node === null ? null : constant(node)
  return end === null ? run.fail('range: the ends are literals') : Range.ofComparison(form, end)
}

function parseQuietly(text: string): Node | null {
  try {
    return parseExpression(text.trim())
  } catch {
    return null
  }
}

const CONSTRUCTORS: ReadonlyMap<string, (text: string) => Value> = new Map<string, (text: string) => Value>([
  ['date', parseDate],
  ['time', parseTime],
  ['date and time', parseDateTime],
  ['duration', parseDuration],
])

/** The value of a literal, or of a constructor called with one; null for everything else. */
function constant(node: Node): Value {
  if (node.kind === 'literal') return node.value
  if (node.kind === 'negation') return constantNegated(node.of)
  if (node.kind !== 'call' || node.callee.kind !== 'name' || node.args.length !== 1) return null
  const [argument] = node.args
  const text = argument?.kind === 'literal' ? argument.value : null
  const construct = CONSTRUCTORS.get(node.callee.name)
  return typeof text === 'string' ? (construct?.(text) ?? null) : null
}

function constantNegated(node: Node): Value {
  return node.kind === 'literal' && typeof node.value === 'number' ? -node.value : null
}
