import { parseDocument } from 'yaml'
import type { FileProblems } from './problem.ts'

/** Parses YAML; what cannot be read is a problem at its line, and gives undefined. */
export function readYaml(text: string, problems: FileProblems): unknown {
  const document = parseDocument(text, { prettyErrors: true })
  for (const error of document.errors) {
    const line = error.linePos?.[0]?.line
    const what = `It is not YAML: ${error.message.split('\n')[0]}.`
    problems.add(
      line === undefined ? '' : `line ${line}`,
      what,
      'Check the indentation, the quotes and the colons there.',
    )
  }
  if (document.errors.length > 0) return undefined
  try {
    return document.toJS()
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error // what the parser throws when aliases multiply without measure
    problems.add('', 'It repeats itself too often by aliases (*name).', 'Write the repeated parts out.')
    return undefined
  }
}

export type YamlMap = Readonly<Record<string, unknown>>

export function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text in each language. */
export type Text = Readonly<Record<string, string>>

/** Reads the values of a YAML file by their path, and notes what is not as it must be. */
export class YamlReader {
  readonly problems: FileProblems
  readonly languages: readonly string[]

  constructor(problems: FileProblems, languages: readonly string[]) {
    this.problems = problems
    this.languages = languages
  }

  /** A map; with `keys`, no others may be in it. */
  map(value: unknown, place: string, keys?: readonly string[]): YamlMap {
    if (!isMap(value)) {
      if (value === undefined) this.problems.add(place, 'It is missing.', 'Add it: the catalogue’s README shows how.')
      else this.problems.add(place, 'It must be a map of keys and values.', 'Write one `key: value` on each line.')
      return {}
    }
    for (const key of Object.keys(value))
      if (keys && !keys.includes(key))
        this.problems.add(join(place, key), 'This key is unknown.', `Use one of: ${keys.join(', ')}.`)
    return value
  }

  entries(value: unknown, place: string): [string, unknown, string][] {
    return Object.entries(this.map(value, place)).map(([key, item]) => [key, item, join(place, key)])
  }

  list(value: unknown, place: string): unknown[] {
    if (Array.isArray(value)) return value
    if (value !== undefined)
      this.problems.add(place, 'It must be a list.', 'Write each item on a line that begins with “- ”.')
    return []
  }

  string(value: unknown, place: string): string {
    if (typeof value === 'string' && value.trim() !== '') return value
    this.problems.add(
      place,
      value === undefined ? 'It is missing.' : 'It must be a text.',
      'Write a text, in quotes when it holds a colon.',
    )
    return ''
  }

  strings(value: unknown, place: string): string[] {
    return this.list(value, place).map((item, index) => this.string(item, `${place}[${index}]`))
  }

  oneOf<T extends string>(value: unknown, place: string, allowed: readonly T[]): T {
    const found = allowed.find((candidate) => candidate === value)
    if (found !== undefined) return found
    this.problems.add(place, `“${String(value ?? '')}” is not possible here.`, `Use one of: ${allowed.join(', ')}.`)
    return allowed[0] as T // the lists of this module are not empty
  }

  /** A text in each language of the package. */
  text(value: unknown, place: string): Text {
    if (!isMap(value)) {
      const remedy = `Write it in ${this.languages.join(', ')}: { ${this.languages.map((lang) => `${lang}: …`).join(', ')} }.`
      this.problems.add(place, value === undefined ? 'It is missing.' : 'It must be a text in each language.', remedy)
      return {}
    }
    for (const lang of this.languages)
      if (typeof value[lang] !== 'string' || value[lang].trim() === '')
        this.problems.add(join(place, lang), 'The text in this language is missing.', 'Write it, in plain words.')
    for (const key of Object.keys(value))
      if (!this.languages.includes(key))
        this.problems.add(
          join(place, key),
          'This is not a language of the catalogue.',
          `Use ${this.languages.join(', ')}.`,
        )
    return Object.fromEntries(Object.entries(value).map(([lang, text]) => [lang, String(text)]))
  }
}

export function join(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`
}
