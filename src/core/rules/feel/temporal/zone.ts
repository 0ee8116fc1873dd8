const formats = new Map<string, Intl.DateTimeFormat | null>()

/** Whether the IANA time-zone database has this name. */
export function isZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && formatOf(name) !== null
}

/** Seconds that the zone is ahead of UTC at an instant (seconds since 1970). */
export function offsetAtInstant(zone: string, epochSecond: number): number {
  const format = formatOf(zone)
  // Outside the years that Date can hold the rules of its nearest year apply.
  const bounded = Math.max(-8.6e12, Math.min(8.6e12, epochSecond))
  if (format === null) return 0
  const parts: Record<string, number> = {}
  for (const part of format.formatToParts(bounded * 1000)) parts[part.type] = Number(part.value)
  const year = Number(parts.year)
  const local = Date.UTC(year, Number(parts.month) - 1, Number(parts.day), Number(parts.hour), Number(parts.minute))
  return Math.round(local / 1000) + Number(parts.second) - Math.floor(bounded)
}

/** Seconds ahead of UTC of a local time; in the hour that a change skips or repeats, the offset before the change. */
export function offsetAtLocal(zone: string, localSecond: number): number {
  const before = offsetAtInstant(zone, localSecond - 86_400)
  const after = offsetAtInstant(zone, localSecond + 86_400)
  if (offsetAtInstant(zone, localSecond - before) === before) return before
  return offsetAtInstant(zone, localSecond - after) === after ? after : before
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = createFormat(zone)
  formats.set(zone, made)
  return made
}

function createFormat(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return null
  }
}
