/** The parts of a case file, each a page of its own under `?part=`. */
export const PARTS = ['summary', 'data', 'people', 'documents', 'history', 'notes', 'map'] as const
export type Part = (typeof PARTS)[number]

/** The part that the address names; the summary when it names none. */
export function partIn(query: Readonly<Record<string, string | undefined>>): Part {
  return PARTS.find((part) => part === query.part) ?? 'summary'
}
