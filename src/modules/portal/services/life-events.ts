/** The moments of life by which services are found, in the order in which they are shown, each with its pictogram. */
export const LIFE_EVENTS: ReadonlyMap<string, string> = new Map([
  ['moving', 'map-marker'],
  ['home', 'tool'],
  ['children', 'user'],
  ['care', 'help-circle'],
  ['business', 'card'],
  ['street', 'flag'],
  ['culture', 'calendar'],
  ['work', 'presentation'],
  ['taxes', 'file-sheet'],
  ['town-hall', 'pa'],
])

/** Where a package names a moment that we do not know. */
export const OTHER_LIFE_EVENT = 'town-hall'
export const lifeEventIcon = (event: string): string => LIFE_EVENTS.get(event) ?? 'pa'
