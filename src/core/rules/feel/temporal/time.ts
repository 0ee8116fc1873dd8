import { twoDigits } from './date.ts'
import { fractionOf } from './duration.ts'
import { isZone, offsetAtInstant } from './zone.ts'

/** Where a time stands: nowhere (local), at a fixed offset in seconds, or in a named zone. */
export type Place =
  | { readonly kind: 'local' }
  | { readonly kind: 'offset'; readonly seconds: number }
  | { readonly kind: 'zone'; readonly name: string }

export const LOCAL: Place = { kind: 'local' }
export const UTC: Place = { kind: 'offset', seconds: 0 }

/** A time of day with nanoseconds. */
export class FeelTime {
  /** Seconds since midnight, 0 to 86,399. */
  readonly second: number
  readonly nano: number
  readonly place: Place

  constructor(second: number, nano: number, place: Place) {
    this.second = second
    this.nano = nano
    this.place = place
  }

  toString(): string {
    return `${clock(this.second)}${fractionOf(this.nano)}${formatPlace(this.place)}`
  }
}

/** 18 hours: the widest offset that a time may have. */
const MAX_OFFSET = 64_800
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d(?::\d\d)?|@.+)?$/

/** The time of day, or null when a component is out of its bounds. `nano` is part of a second. */
export function timeOf(hour: number, minute: number, second: number, nano: number, place: Place): FeelTime | null {
  if (![hour, minute, second].every(Number.isInteger)) return null
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null
  return new FeelTime(hour * 3600 + minute * 60 + second, nano, place)
}

/** Reads `10:30:00`, `10:30:00.5Z`, `10:30:00+02:00` or `10:30:00@Europe/Rome`; null for anything else. */
export function parseTime(text: string): FeelTime | null {
  const match = TIME.exec(text)
  if (match === null) return null
  const place = parsePlace(match[5] ?? '')
  if (place === null) return null
  const hour = isMidnightAsEnd(text) ? 0 : Number(match[1])
  return timeOf(hour, Number(match[2]), Number(match[3]), Number((match[4] ?? '').padEnd(9, '0')), place)
}

/** `24:00:00` is how XML Schema may write the midnight that ends a day. */
export function isMidnightAsEnd(time: string): boolean {
  return /^24:00:00(\.0+)?(?!\.?\d)/.test(time)
}

function parsePlace(text: string): Place | null {
  if (text === '') return LOCAL
  if (text === 'Z') return UTC
  if (text.startsWith('@')) return isZone(text.slice(1)) ? { kind: 'zone', name: text.slice(1) } : null
  const [hours, minutes, seconds] = text.slice(1).split(':').map(Number)
  if ((minutes ?? 0) > 59 || (seconds ?? 0) > 59) return null
  const size = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
  return offsetPlace(text.startsWith('-') ? -size : size)
}

/** A fixed offset; null beyond 18 hours. */
export function offsetPlace(seconds: number): Place | null {
  return Number.isInteger(seconds) && Math.abs(seconds) <= MAX_OFFSET ? { kind: 'offset', seconds: seconds + 0 } : null
}

export function samePlace(a: Place, b: Place): boolean {
  if (a.kind === 'offset') return b.kind === 'offset' && a.seconds === b.seconds
  if (a.kind === 'zone') return b.kind === 'zone' && a.name === b.name
  return b.kind === 'local'
}

/** Seconds ahead of UTC; null for a local time. A zone without a day counts with its winter time of 2000. */
export function offsetOfTime(time: FeelTime): number | null {
  if (time.place.kind === 'local') return null
  return time.place.kind === 'offset' ? time.place.seconds : offsetAtInstant(time.place.name, 946_684_800)
}

export function formatPlace(place: Place): string {
  if (place.kind === 'local') return ''
  if (place.kind === 'zone') return `@${place.name}`
  if (place.seconds === 0) return 'Z'
  const size = Math.abs(place.seconds)
  const text = size % 60 === 0 ? clock(size).slice(0, 5) : clock(size)
  return `${place.seconds < 0 ? '-' : '+'}${text}`
}

function clock(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':')
}
