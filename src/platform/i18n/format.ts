import type { Lang } from './language.ts'

/** British forms for English: day before month, 24 hours. */
const locale: Readonly<Record<Lang, string>> = { ca: 'ca-ES', it: 'it-IT', es: 'es-ES', en: 'en-GB' }

/** How long a date is written: "2 Mar 2026", "2 March 2026", "Monday, 2 March 2026". */
export type DateStyle = 'medium' | 'long' | 'full'

/** A calendar date (`2026-03-02`), or the day of an instant in a zone, in words. A date without a time is never moved by the zone. */
export function formatDate(lang: Lang, date: string, style: DateStyle = 'long', zone = 'Europe/Madrid'): string {
  const isDay = date.length === 10
  return dateFormat(lang, style, undefined, isDay ? 'UTC' : zone).format(new Date(date))
}

/** An instant (ISO 8601) as the date and hour of a zone: "2 March 2026, 11:00". */
export function formatDateTime(lang: Lang, instant: string, zone: string, style: DateStyle = 'long'): string {
  return dateFormat(lang, style, 'short', zone).format(new Date(instant))
}

/** The hour of an instant in a zone: "11:00". */
export function formatTime(lang: Lang, instant: string, zone: string): string {
  return dateFormat(lang, undefined, 'short', zone).format(new Date(instant))
}

/** An amount in euros from a decimal text or a number: "1.234,50 €". The text is never rounded through binary floating point. */
export function formatMoney(lang: Lang, amount: string | number, currency = 'EUR'): string {
  return numberFormat(lang, { style: 'currency', currency, useGrouping: 'always' }).format(decimal(amount))
}

/**
 * A number with the separators of the language; `decimals` fixes how many figures follow the comma, as for amounts, and then
 * thousands are always set apart (the languages of the house would do it from 10,000 only).
 */
export function formatNumber(lang: Lang, value: string | number, decimals?: number): string {
  if (decimals === undefined) return numberFormat(lang, {}).format(decimal(value))
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return numberFormat(lang, { ...digits, useGrouping: 'always' }).format(decimal(value))
}

/**
 * A number inside a sentence: "20.000 characters". Thousands are set apart from 10,000, so that a year and the number of a
 * house are never torn.
 */
export function formatNumberInText(lang: Lang, value: number): string {
  return numberFormat(lang, { useGrouping: 'min2', maximumFractionDigits: 10 }).format(value)
}

/** A share between 0 and 1 as a percentage: "12.5 %" (0.125). */
export function formatPercent(lang: Lang, share: number, decimals = 0): string {
  return numberFormat(lang, { style: 'percent', maximumFractionDigits: decimals }).format(share)
}

/** A number of days in words: "3 days". */
export function formatDays(lang: Lang, days: number): string {
  return numberFormat(lang, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)
}

/** How far a day is from today: "in 3 days", "yesterday" (days negative in the past). */
export function formatDaysFromNow(lang: Lang, days: number): string {
  return relativeFormat(lang).format(days, 'day')
}

/** The size of a file from its bytes: "1.4 MB" (decimal units, as in file managers). */
export function formatFileSize(lang: Lang, bytes: number): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1e6 ? [bytes / 1000, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  const unitDisplay = unit === 'byte' ? 'long' : 'short'
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return numberFormat(lang, options).format(value)
}

/** A list in words: "a, b and c". */
export function formatList(lang: Lang, items: readonly string[]): string {
  return listFormat(lang).format(items)
}

// Intl takes a decimal text as it is; the library's type asks for the template form of it.
const decimal = (value: string | number): number | Intl.StringNumericLiteral =>
  typeof value === 'number' ? value : (value as Intl.StringNumericLiteral)

// Making an Intl object costs a hundred times what using it does: each is made once.
const dateFormats = new Map<string, Intl.DateTimeFormat>()
function dateFormat(lang: Lang, dateStyle: DateStyle | undefined, timeStyle: 'short' | undefined, timeZone: string) {
  const key = `${lang} ${dateStyle} ${timeStyle} ${timeZone}`
  return kept(dateFormats, key, () => {
    const styles = { ...(dateStyle && { dateStyle }), ...(timeStyle && { timeStyle }) }
    return new Intl.DateTimeFormat(locale[lang], { ...styles, timeZone })
  })
}

const numberFormats = new Map<string, Intl.NumberFormat>()
function numberFormat(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${lang} ${options.style} ${options.unit} ${options.currency} ${options.maximumFractionDigits} ${options.useGrouping}`
  return kept(numberFormats, key, () => new Intl.NumberFormat(locale[lang], options))
}

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>()
const relativeFormat = (lang: Lang) =>
  kept(relativeFormats, lang, () => new Intl.RelativeTimeFormat(locale[lang], { numeric: 'auto' }))

const listFormats = new Map<string, Intl.ListFormat>()
const listFormat = (lang: Lang) => kept(listFormats, lang, () => new Intl.ListFormat(locale[lang]))

function kept<Value>(cache: Map<string, Value>, key: string, make: () => Value): Value {
  let value = cache.get(key)
  if (value === undefined) {
    value = make()
    cache.set(key, value)
  }
  return value
}
