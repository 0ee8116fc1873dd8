import type { Texts, Translate } from './texts.ts'

/** Why an act was not done, by the code of the act. */
export interface Refused {
  readonly code: string
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * A refusal in words: what happened, what was kept, what to do now. The text of a refusal is with the part where the act is
 * (`PART.refusal.CODE`): the first of `parts` that has it is asked, else the text `otherwise`.
 */
export function refusalText(
  { texts, t }: { readonly texts: Texts; readonly t: Translate },
  { code, data }: Refused,
  { parts, otherwise }: { readonly parts: readonly string[]; readonly otherwise: string },
): string {
  const key = parts.map((part) => `${part}.refusal.${code}`).find((candidate) => texts.has(candidate))
  return t(key ?? otherwise, textValues(data))
}

/** The values that a text can be filled with. */
export function textValues(data: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const pairs = Object.entries(data)
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string | number] => ['string', 'number'].includes(typeof pair[1])),
  )
}
