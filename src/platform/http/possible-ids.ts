const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Whether all the identifiers of rows in an address (parameters that are called `…Id`) can be identifiers at all. The database
 * refuses to compare one with what cannot be: such an address is simply not there.
 */
export function hasPossibleIds(params: unknown): boolean {
  const pairs = Object.entries((params ?? {}) as Record<string, string>)
  return pairs.every(([name, value]) => !name.endsWith('Id') || UUID.test(value))
}
