import type { Procedure } from '../catalogue/index.ts'

/** What a payment is for, in words: the service itself, or the step of the drawing that asked for it. */
export function conceptInWords(
  { id, service }: Pick<Procedure, 'id' | 'service'>,
  { concept, element }: { readonly concept: string; readonly element?: string },
  lang: string,
): string {
  if (concept === id) return service.title[lang] ?? concept
  return (element === undefined ? undefined : service.steps[element]?.[lang]) ?? concept
}
