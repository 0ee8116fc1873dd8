/** The languages of the interface, in the order in which a chooser shows them. */
export const languages = ['ca', 'it', 'es', 'en'] as const

export type Lang = (typeof languages)[number]

/** Each language's name in itself, as a chooser must write it (WCAG 3.1.2: marked with `lang`). */
export const languageNames: Readonly<Record<Lang, string>> = {
  ca: 'Català',
  it: 'Italiano',
  es: 'Español',
  en: 'English',
}

/** True when the text is the code of a language that the interface speaks. */
export function isLang(value: unknown): value is Lang {
  return typeof value === 'string' && (languages as readonly string[]).includes(value)
}

/**
 * The language to answer in: the first candidate that the interface speaks, else the fallback.
 * Candidates may be absent, or regional ("ca-ES"), or an Accept-Language header with weights.
 */
export function chooseLang(candidates: readonly (string | undefined)[], fallback: Lang): Lang {
  for (const candidate of candidates) {
    for (const code of inOrderOfWeight(candidate ?? '')) {
      if (isLang(code)) return code
    }
  }
  return fallback
}

function inOrderOfWeight(header: string): string[] {
  return header
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean)
      return { code: tag.trim().toLowerCase().split('-')[0] ?? '', weight: Number(weight ?? 1), order }
    })
    .filter((choice) => choice.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
    .map((choice) => choice.code)
}
