import { formatNumberInText } from './format.ts'
import type { Lang } from './language.ts'

/** What a text may be filled with. */
export type TextData = Readonly<Record<string, unknown>>

/** A text made ready once, so that filling it is a join of strings. */
export type Message = (data: TextData) => string

const placeholder = /\{(\w+)\}/g

/**
 * Makes a text with `{name}` places ready to be filled; numbers are written as the language writes them, and a value that is
 * absent leaves its place visible, so that it is noticed.
 */
export function compileText(text: string, lang: Lang): Message {
  const pieces = text.split(placeholder)
  if (pieces.length === 1) return () => text
  return (data) => {
    let out = pieces[0] as string
    for (let i = 1; i < pieces.length; i += 2) {
      const value = data[pieces[i] as string]
      out += (value === undefined || value === null ? `{${pieces[i]}}` : written(value, lang)) + pieces[i + 1]
    }
    return out
  }
}

function written(value: unknown, lang: Lang): string {
  if (typeof value !== 'number' || (Number.isInteger(value) && Math.abs(value) < 10_000)) return String(value)
  return formatNumberInText(lang, value)
}

/** Makes a text that changes with the number `n` ready: `{zero?, one, other}`, by the language's plural rules (CLDR). */
export function compilePlural(forms: Readonly<Record<string, string>>, lang: Lang): Message {
  const rules = new Intl.PluralRules(lang)
  const compiled = new Map(Object.entries(forms).map(([form, text]) => [form, compileText(text, lang)]))
  const other = compiled.get('other') as Message
  return (data) => {
    const n = Number(data.n)
    const exact = n === 0 ? compiled.get('zero') : undefined
    return (exact ?? compiled.get(rules.select(n)) ?? other)(data)
  }
}

/** True for a mapping that holds the forms of one text and not further keys. */
export function isPlural(value: object): value is Record<string, string> {
  const keys = Object.keys(value)
  return keys.includes('other') && keys.every((key) => ['zero', 'one', 'two', 'few', 'many', 'other'].includes(key))
}

/** The names of the places of a text, sorted: the same in every language, or a translation has lost one. */
export function placesOf(text: string | Readonly<Record<string, string>>): string[] {
  const all = typeof text === 'string' ? text : Object.values(text).join(' ')
  const names = new Set([...all.matchAll(placeholder)].map((match) => match[1] as string))
  if (typeof text !== 'string') names.add('n')
  return [...names].sort()
}
