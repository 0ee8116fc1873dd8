import { formatNumber, isNumber } from './number.ts'
import { Range } from './range.ts'
import { FeelFunction, isContext, isList, type Value } from './value.ts'

/** A value as text, as the function `string` gives it: strings bare at the top, quoted inside lists and contexts. */
export function print(value: Value): string {
  return typeof value === 'string' ? value : printNested(value)
}

function printNested(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`
  if (typeof value === 'boolean') return String(value)
  if (isNumber(value)) return formatNumber(value)
  if (isList(value)) return `[${value.map(printNested).join(', ')}]`
  if (isContext(value))
    return `{${[...value].map(([key, entry]) => `${printKey(key)}: ${printNested(entry)}`).join(', ')}}`
  if (value instanceof Range) return printRange(value)
  if (value instanceof FeelFunction) return `function(${value.parameters.map(({ name }) => name).join(', ')})`
  return String(value)
}

function printKey(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : printNested(key)
}

function printRange(range: Range): string {
  if (range.form !== 'interval') return `(${range.form} ${literal(range.end ?? range.start)})`
  const open = range.startIncluded ? '[' : '('
  return `${open}${literal(range.start)}..${literal(range.end)}${range.endIncluded ? ']' : ')'}`
}

/** A value as the FEEL expression that gives it: `@"2026-03-02"` for a date. */
export function literal(value: Value): string {
  if (isList(value)) return `[${value.map(literal).join(', ')}]`
  if (isContext(value)) return `{${[...value].map(([key, entry]) => `"${key}": ${literal(entry)}`).join(', ')}}`
  const isPlain = value === null || typeof value !== 'object' || isNumber(value) || value instanceof Range
  return isPlain || value instanceof FeelFunction ? printNested(value) : `@"${value}"`
}
