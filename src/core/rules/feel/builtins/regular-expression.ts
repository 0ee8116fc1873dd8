import { BLOCKS } from './unicode-blocks.ts'

/** A pattern or replacement that XPath refuses. */
export class PatternError extends Error {}

const compiled = new Map<string, RegExp>()
const MOST_KEPT = 1000

/**
 * The JavaScript pattern for one of XPath (XQuery and XPath Functions, section 5.6), with the flags s, m, i and x.
 * Throws PatternError.
 */
export function compilePattern(pattern: string, flags: string): RegExp {
  const key = `${flags}/${pattern}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  if (compiled.size >= MOST_KEPT) compiled.clear()
  const made = create(pattern, flags)
  compiled.set(key, made)
  return made
}

function create(pattern: string, flags: string): RegExp {
  if (!/^[smix]*$/.test(flags)) throw new PatternError(`"${flags}" are not flags of a pattern: s, m, i and x are`)
  const written = flags.includes('x') ? withoutSpaces(pattern) : pattern
  const source = new Translation(written, flags.includes('s')).source()
  try {
    return new RegExp(source, `v${flags.includes('i') ? 'i' : ''}${flags.includes('m') ? 'm' : ''}`)
  } catch {
    throw new PatternError(`"${pattern}" is not a pattern`)
  }
}

/** Flag x: spaces outside character classes are there for the reader. */
function withoutSpaces(pattern: string): string {
  let depth = 0
  let result = ''
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? ''
    if (depth === 0 && /[\t\n\r ]/.test(character)) continue
    result += character
    if (character === '\\') {
      index += depth === 0 ? (/^\s*/.exec(pattern.slice(index + 1))?.[0].length ?? 0) + 1 : 1
      result += pattern[index] ?? ''
    } else if (character === '[') depth += 1
    else if (character === ']') depth -= 1
  }
  return result
}

const NAME_START = '\\p{L}_:'
const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[[\\p{Any}]--[\\p{P}\\p{Z}\\p{C}]]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
  i: `[${NAME_START}]`,
  I: `[^${NAME_START}]`,
  c: `[${NAME_START}\\-.\\p{Nd}\\u{B7}]`,
  C: `[^${NAME_START}\\-.\\p{Nd}\\u{B7}]`,
  n: '\\n',
  r: '\\r',
  t: '\\t',
}
const LITERAL_ESCAPES = '\\|.?*+(){}[]-^$'

/** Reads an XPath pattern from left to right and writes it for the v flag of JavaScript. */
class Translation {
  readonly #pattern: string
  readonly #dot: string
  #at = 0

  constructor(pattern: string, dotTakesLines: boolean) {
    this.#pattern = pattern
    this.#dot = dotTakesLines ? '[^]' : '[^\\n\\r]'
  }

  source(): string {
    let result = ''
    while (this.#at < this.#pattern.length) result += this.#next()
    return result
  }

  #next(): string {
    const character = this.#take()
    switch (character) {
      case '\\':
        return this.#escape(false)
      case '[':
        return this.#class()
      case '.':
        return this.#dot
      case '(':
        return this.#group()
      case '/':
        return '\\/'
      case ']':
        throw new PatternError('] without [ in a pattern')
      default:
        return character
    }
  }

  /** XPath knows groups that keep and groups `(?:` that do not; no others. */
  #group(): string {
    if (this.#pattern[this.#at] !== '?') return '('
    if (!this.#pattern.startsWith('?:', this.#at)) throw new PatternError('(? is only followed by : in a pattern')
    this.#at += 2
    return '(?:'
  }

  #escape(isInClass: boolean): string {
    const character = this.#take()
    if (character === 'p' || character === 'P') return this.#property(character)
    const known = CLASS_ESCAPES[character]
    if (known !== undefined) return known
    if (/[1-9]/.test(character) && !isInClass) return `\\${character}`
    if (character !== '' && LITERAL_ESCAPES.includes(character)) return `\\${character}`
    throw new PatternError(`\\${character} has no meaning here in a pattern`)
  }

  #property(letter: 'p' | 'P'): string {
    const match = /^\{([A-Za-z0-9-]+)\}/.exec(this.#pattern.slice(this.#at))
    if (match === null) throw new PatternError('\\p is followed by a category in braces')
    this.#at += match[0].length
    const name = match[1] ?? ''
    if (!name.startsWith('Is')) return `\\${letter}{${name}}`
    const block = Object.hasOwn(BLOCKS, name.slice(2)) ? BLOCKS[name.slice(2)] : undefined
    if (block === undefined) throw new PatternError(`${name} is no block of Unicode`)
    const range = `\\u{${block[0].toString(16)}}-\\u{${block[1].toString(16)}}`
    return letter === 'p' ? `[${range}]` : `[^${range}]`
  }

  /** `[a-z-[aeiou]]` of XPath is `[[a-z]--[aeiou]]` with the v flag. */
  #class(): string {
    const isNegated = this.#pattern[this.#at] === '^'
    if (isNegated) this.#at += 1
    let members = ''
    let isFirst = true
    for (;;) {
      if (this.#at >= this.#pattern.length) throw new PatternError('[ without ] in a pattern')
      if (this.#pattern.startsWith('-[', this.#at) && !isFirst) {
        this.#at += 2
        const less = this.#class()
        if (this.#take() !== ']') throw new PatternError('a class ends after what it takes away')
        return `[[${isNegated ? '^' : ''}${members}]--${less}]`
      }
      const character = this.#take()
      if (character === ']' && !isFirst) return `[${isNegated ? '^' : ''}${members}]`
      if (character === '[' || character === ']') throw new PatternError('[ and ] are written \\[ and \\] in a class')
      members += character === '\\' ? this.#escape(true) : this.#member(character, isFirst)
      isFirst = false
    }
  }

  /** With the v flag a doubled punctuator is reserved, so each one is escaped. */
  #member(character: string, isFirst: boolean): string {
    const next = this.#pattern[this.#at]
    if (character === '-') return isFirst || next === ']' ? '\\-' : '-'
    return /[()[\]{}/|&!#$%*+,.:;<=>?@^`~]/.test(character) ? `\\${character}` : character
  }

  #take(): string {
    const code = this.#pattern.codePointAt(this.#at)
    if (code === undefined) return ''
    const character = String.fromCodePoint(code)
    this.#at += character.length
    return character
  }
}

/** Every match replaced; `$1` is a group, `$0` the match, `\$` and `\\` themselves. Throws PatternError. */
export function replaceAll(input: string, pattern: RegExp, replacement: string): string {
  if (pattern.test('')) throw new PatternError('the pattern of a replacement must not match an empty text')
  if (/(?<!\\)(?:\\\\)*(?:\$(?!\d)|\\(?![\\$]))/.test(replacement.replace(/\\[\\$]/g, ''))) {
    throw new PatternError('in a replacement $ is followed by a digit, and \\ by $ or \\')
  }
  return input.replace(new RegExp(pattern, `${pattern.flags}g`), (...match) => {
    const groups = match.slice(
      0,
      match.findIndex((part) => typeof part === 'number'),
    )
    return replacement.replace(/\\([\\$])|\$(\d+)/g, (_, literal, digits) => literal ?? groupText(groups, digits))
  })
}

/** `$12` is group 12 when there are as many, otherwise group 1 followed by a 2. */
function groupText(groups: readonly string[], digits: string): string {
  for (let length = digits.length; length > 0; length--) {
    const index = Number(digits.slice(0, length))
    if (index < groups.length || length === 1) return (groups[index] ?? '') + digits.slice(length)
  }
  return ''
}
