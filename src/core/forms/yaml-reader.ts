import type { Text } from './form.ts'

/** An object read from YAML, whose values are not known yet. */
export type Unread = Readonly<Record<string, unknown>>

/** Reads values of a YAML file and notes, with its path and the remedy, each that is not what it should be. */
export class YamlReader {
  readonly problems: string[] = []
  /** The languages in which each text must be there. */
  languages: readonly string[] = []

  problem(path: string, remedy: string): void {
    this.problems.push(`${path}: ${remedy}`)
  }

  textOrNothing(yaml: unknown, path: string): Text | undefined {
    return yaml === undefined ? undefined : this.text(yaml, path)
  }

  text(yaml: unknown, path: string): Text {
    if (!isRecord(yaml)) {
      this.problem(
        path,
        `write the text in each language: { ${this.languages.map((lang) => `${lang}: "…"`).join(', ')} }`,
      )
      return {}
    }
    for (const lang of this.languages) {
      if (typeof yaml[lang] !== 'string' || yaml[lang].trim() === '')
        this.problem(`${path}.${lang}`, `the text in "${lang}" is missing`)
    }
    for (const lang of Object.keys(yaml)) {
      if (!this.languages.includes(lang))
        this.problem(`${path}.${lang}`, `"${lang}" is not one of the languages of the form`)
    }
    return yaml as Text // strings in each language, or a problem was noted and nothing is returned to the caller
  }

  boolean(yaml: unknown, path: string, otherwise: boolean): boolean {
    if (yaml !== undefined && typeof yaml !== 'boolean') this.problem(path, 'write true or false')
    return typeof yaml === 'boolean' ? yaml : otherwise
  }

  positive(yaml: unknown, path: string): number | undefined {
    if (yaml === undefined) return undefined
    if (typeof yaml === 'number' && yaml > 0) return yaml
    this.problem(path, 'write a number above 0')
    return undefined
  }

  string(yaml: unknown, path: string, what: string): string | undefined {
    if (yaml === undefined || (typeof yaml === 'string' && yaml !== '')) return yaml
    this.problem(path, `write ${what}`)
    return undefined
  }

  strings(yaml: unknown, path: string): readonly string[] | undefined {
    if (yaml === undefined) return undefined
    if (Array.isArray(yaml) && yaml.every((one) => typeof one === 'string')) return yaml
    this.problem(path, 'write a list of names')
    return undefined
  }

  list(yaml: unknown, path: string): readonly unknown[] {
    if (Array.isArray(yaml)) return yaml
    this.problem(path, 'write a list, each element after a dash')
    return []
  }

  record(yaml: unknown, path: string, keys?: readonly string[]): Unread {
    if (!isRecord(yaml)) {
      this.problem(path, keys ? `write an object with ${keys.join(', ')}` : 'write an object')
      return {}
    }
    for (const key of Object.keys(yaml)) {
      if (keys && !keys.includes(key))
        this.problem(`${path}.${key}`, `is not known here; the keys are: ${keys.join(', ')}`)
    }
    return yaml
  }

  unique(ids: readonly string[], pathOf: (n: number) => string): void {
    ids.forEach((id, n) => {
      if (id !== '' && ids.indexOf(id) !== n) this.problem(pathOf(n), `"${id}" is used twice; give each its own name`)
    })
  }
}

export function isRecord(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function idOf(value: unknown): string {
  return isRecord(value) && typeof value.id === 'string' ? value.id : ''
}
