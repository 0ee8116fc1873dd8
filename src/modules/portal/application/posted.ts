import type { Posted } from '../../../platform/http/index.ts'

/** The texts of a field that may have been sent several times. */
export function textsAt(values: Posted['values'], name: string): string[] {
  const value = values[name]
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')
}
