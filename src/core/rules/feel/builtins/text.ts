import { type FeelNumber, toDouble } from '../number.ts'
import type { Run } from '../run.ts'
import type { Value } from '../value.ts'
import type { Group } from './built-in.ts'
import { compilePattern, PatternError, replaceAll } from './regular-expression.ts'

/** Functions on strings (DMN table 74). Characters are counted as code points. */
export const TEXT: Group = {
  substring: [{ parameters: 'string: string, start position: number, length?: number', give: substring }],
  'string length': [{ parameters: 'string: string', give: (string: string) => [...string].length }],
  'upper case': [{ parameters: 'string: string', give: (string: string) => string.toUpperCase() }],
  'lower case': [{ parameters: 'string: string', give: (string: string) => string.toLowerCase() }],
  'substring before': [{ parameters: 'string: string, match: string', give: substringBefore }],
  'substring after': [{ parameters: 'string: string, match: string', give: substringAfter }],
  contains: [{ parameters: 'string: string, match: string', give: (s: string, match: string) => s.includes(match) }],
  'starts with': [{ parameters: 'string: string, match: string', give: (s: string, m: string) => s.startsWith(m) }],
  'ends with': [{ parameters: 'string: string, match: string', give: (s: string, match: string) => s.endsWith(match) }],
  replace: [
    {
      parameters: 'input: string, pattern: string, replacement: string, flags?: any',
      give(input: string, pattern: string, replacement: string, flags: Value) {
        return withPattern(this, pattern, flags, (compiled) => replaceAll(input, compiled, replacement))
      },
    },
  ],
  matches: [
    {
      parameters: 'input: string, pattern: string, flags?: any',
      give(input: string, pattern: string, flags: Value) {
        return withPattern(this, pattern, flags, (compiled) => compiled.test(input))
      },
    },
  ],
  split: [
    {
      parameters: 'string: string, delimiter: string',
      give(string: string, delimiter: string) {
        return withPattern(this, delimiter, null, (compiled) => splitAt(string, compiled))
      },
    },
  ],
  'string join': [{ parameters: 'list: list, delimiter?: any', give: join }],
}

function substring(this: Run, string: string, start: FeelNumber, length?: FeelNumber): Value {
  const characters = [...string]
  const position = Math.trunc(toDouble(start))
  const count = length === undefined ? characters.length : Math.trunc(toDouble(length))
  if (position === 0 || Math.abs(position) > characters.length || count < 1) {
    return this.fail(`substring: a text of ${characters.length} characters has no part from ${position}`)
  }
  const from = position > 0 ? position - 1 : characters.length + position
  return characters.slice(from, from + count).join('')
}

function substringBefore(string: string, match: string): string {
  const index = string.indexOf(match)
  return index < 0 ? '' : string.slice(0, index)
}

function substringAfter(string: string, match: string): string {
  const index = string.indexOf(match)
  return index < 0 ? '' : string.slice(index + match.length)
}

function withPattern(run: Run, pattern: string, flags: Value, use: (pattern: RegExp) => Value): Value {
  if (flags !== null && typeof flags !== 'string') return run.fail('the flags of a pattern are a text')
  try {
    return use(compilePattern(pattern, flags ?? ''))
  } catch (error) {
    if (error instanceof PatternError) return run.fail(error.message)
    throw error
  }
}

/** The parts between matches; groups inside the pattern add none. */
function splitAt(string: string, pattern: RegExp): string[] {
  const parts: string[] = []
  let end = 0
  for (const match of string.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
    if (match[0] === '') continue
    parts.push(string.slice(end, match.index))
    end = match.index + match[0].length
  }
  return [...parts, string.slice(end)]
}

function join(this: Run, list: readonly Value[], delimiter: Value): Value {
  if (delimiter !== null && typeof delimiter !== 'string') return this.fail('string join: the delimiter is a text')
  const texts = list.filter((item) => item !== null)
  if (texts.some((item) => typeof item !== 'string')) return this.fail('string join takes a list of texts')
  return texts.join(delimiter ?? '')
}
