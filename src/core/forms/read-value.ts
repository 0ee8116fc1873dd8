import type { Kind } from './form.ts'

/** The most digits that a number of a form has; beyond them decimals would be lost. */
const MOST_DIGITS = 15

/**
 * Reads a number as people type it: `1234,5`, `1.234,50`, `1,234.50`, `1 234 €`. Gives the text back when it is not one, or
 * when it could be two (`1.234` where thousandths make sense).
 */
export function readNumber(text: string, kind: Kind): number | string {
  const digits = text.replace(/[\s€'\u00a0\u202f]/g, '')
  if (!/^[+-]?[\d.,]+$/.test(digits)) return text
  const separators = digits.replace(/[^.,]/g, '')
  const last = separators.at(-1)
  if (!last) return numberOf(digits, text)
  const [whole = '', ...rest] = digits.split(last)
  if (new Set(separators).size === 2) return readWithBoth(whole, rest, { other: last === '.' ? ',' : '.', text })
  if (rest.length > 1) return isGrouped(digits, last) ? numberOf(digits.split(last).join(''), text) : text
  if (isGrouped(digits, last)) {
    if (kind !== 'number') return numberOf(`${whole}${rest[0]}`, text)
    if (last === '.') return text
  }
  return numberOf(`${whole}.${rest[0]}`, text)
}

/** The two readings of a text like `1.234`, when it has two; they are asked of the person. */
export function twoReadings(text: string): { readonly whole: string; readonly decimal: string } | undefined {
  const match = /^\s*([+-]?[1-9]\d{0,2})\.(\d{3})\s*$/.exec(text)
  return match ? { whole: `${match[1]}${match[2]}`, decimal: `${match[1]},${match[2]}` } : undefined
}

/** Reads `2026-03-27`, `27/3/2026`, `27-03-2026` or `27.3.2026` into an ISO date; gives the text back when it is not one. */
export function readDate(text: string): string {
  const match = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text.trim())
  if (!match) return text.trim()
  const iso = `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`
  return isDate(iso) ? iso : text.trim()
}

/** Whether a text is an ISO date of the calendar, between the years 1000 and 9999. */
export function isDate(text: string): boolean {
  const match = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])))
  return date.toISOString().slice(0, 10) === text
}

/**
 * A text as it may be stored: without control characters (PostgreSQL takes no NUL) or halves of characters, composed (NFC),
 * with plain line ends, without blanks around it.
 */
export function tidyText(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .trim()
  )
}

/** An IBAN, plate or reference without blanks, dots and dashes, in capitals; references keep their slashes. */
export function tidyCode(text: string): string {
  return tidyText(text)
    .toUpperCase()
    .replace(/[\s.\-_]/g, '')
}

function readWithBoth(
  whole: string,
  rest: readonly string[],
  { other, text }: { readonly other: string; readonly text: string },
): number | string {
  if (rest.length !== 1 || rest[0]?.includes(other) || !isGrouped(whole, other)) return text
  return numberOf(`${whole.split(other).join('')}.${rest[0]}`, text)
}

/** Whether digits are in groups of three: `1.234`, `12.345.678`, not `0.123` nor `1.23`. */
function isGrouped(digits: string, separator: string): boolean {
  const [first = '', ...groups] = digits.replace(/^[+-]/, '').split(separator)
  return /^[1-9]\d{0,2}$/.test(first) && groups.length > 0 && groups.every((group) => /^\d{3}$/.test(group))
}

function numberOf(plain: string, text: string): number | string {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) || plain.replace(/\D/g, '').length > MOST_DIGITS) return text
  return Number(plain) + 0 // -0 becomes 0
}
