import { compileFeel, FeelSyntaxError } from '../feel.ts'
import type { FeelText } from '../graph.ts'

/** An expression ready to run, or why it cannot. */
export type ReadExpression = { readonly feel: FeelText } | { readonly error: string }

/**
 * Reads an expression of a drawing as FEEL. A leading `=` (as other tools write FEEL) is dropped.
 * `${…}` and `#{…}` are unwrapped and their few operators translated (see `translateOperators`).
 */
export function readExpression(raw: string): ReadExpression {
  const text = raw.trim().replace(/^=(?!=)\s*/, '')
  const wrapped = /^[$#]\{([\s\S]*)\}$/.exec(text)
  if (!wrapped)
    return /[$#]\{/.test(text) ? { error: 'it mixes text with an expression in braces' } : asFeel(text, text)
  const inner = wrapped[1] ?? ''
  if (/[$#]\{/.test(inner)) return { error: 'it holds more than one expression in braces' }
  if (/\.\s*[A-Za-z_]\w*\s*\(/.test(inner)) return { error: 'it calls a method of a program' }
  return asFeel(translateOperators(inner), inner)
}

function asFeel(text: string, shown: string): ReadExpression {
  const error = syntaxError(text)
  if (error === undefined && !text.includes('==')) return { feel: text.trim() } // the grammar lets == pass, as null
  const translated = translateOperators(text)
  if (syntaxError(translated) === undefined) return { feel: translated.trim() }
  return { error: `“${shown.trim()}” is not FEEL: ${error}` }
}

function syntaxError(text: string): string | undefined {
  if (text.trim() === '') return 'it is empty'
  try {
    compileFeel(text)
    return undefined
  } catch (error) {
    if (error instanceof FeelSyntaxError) return error.message
    throw error
  }
}

const words: Readonly<Record<string, string>> = {
  '==': '=',
  '&&': ' and ',
  '||': ' or ',
  eq: '=',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
}

/**
 * The expression language of older drawings in FEEL's words: `==` → `=`, `&&` → `and`, `||` → `or`,
 * `!x` → `not(x)`, `'text'` → `"text"`, `eq ne lt gt le ge` → their signs. The rest is left as it is.
 */
export function translateOperators(text: string): string {
  const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|==|&&|\|\||!=|!|\b(?:eq|ne|lt|gt|le|ge)\b|[\s\S]/g
  let result = ''
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const found = match[0]
    if (found === '!') {
      const operand = operandAt(text, token.lastIndex)
      result += /[\w)]/.test(operand) ? `not(${translateOperators(operand)})` : `!${operand}`
      token.lastIndex += operand.length
    } else if (found.length > 1 && found.startsWith("'")) {
      result += `"${found
        .slice(1, -1)
        .replace(/\\'/g, "'")
        .replace(/(?<!\\)"/g, '\\"')}"`
    } else {
      result += words[found] ?? found
    }
  }
  return result
}

/** What a `!` denies: another denial, a parenthesis, or a name with its path. */
function operandAt(text: string, from: number): string {
  const start = /^\s*!*\s*/.exec(text.slice(from))?.[0].length ?? 0
  const rest = text.slice(from + start)
  if (!rest.startsWith('(')) return text.slice(from, from + start + (/^[\w.]*/.exec(rest)?.[0].length ?? 0))
  let depth = 0
  for (let index = 0; index < rest.length; index++) {
    if (rest[index] === '(') depth++
    if (rest[index] === ')' && --depth === 0) return text.slice(from, from + start + index + 1)
  }
  return text.slice(from)
}
