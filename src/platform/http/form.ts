/** The hidden field that makes a form act once. */
export const KEY_FIELD = '_key'

/** The key that a form brought: 8 to 80 letters, digits and dashes; anything else is as good as none. */
export function readFormKey(body: unknown): string | undefined {
  const key = (body as Record<string, unknown> | null | undefined)?.[KEY_FIELD]
  return typeof key === 'string' && /^[\w:-]{8,80}$/.test(key) ? key : undefined
}
