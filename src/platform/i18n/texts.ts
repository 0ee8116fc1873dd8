import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { isLang, type Lang, languages } from './language.ts'
import { compilePlural, compileText, isPlural, type Message, type TextData } from './message.ts'

/** One text as written: a sentence, or its forms by number. */
export type RawText = string | Readonly<Record<string, string>>

/** All the texts as written: language → key (`portal.home.title`) → text. */
export type RawTexts = ReadonlyMap<Lang, ReadonlyMap<string, RawText>>

/** Gives the text of a key, filled with `data`; `n` chooses the plural form. An unknown key comes back between ⟦⟧: `checkTexts` refuses it. */
export type Translate = (key: string, data?: TextData) => string

/** The texts of the interface, loaded once. */
export interface Texts {
  /** The translator of a language; the same function at each call. */
  translator(lang: Lang): Translate
  /** True when the key exists, for texts that are optional by design (help of a field, say). */
  has(key: string): boolean
}

/**
 * Reads all the texts under a folder of sources (`src`): each `…/<module>/i18n/<language>.yaml` gives keys that begin with the module's name.
 * Throws, naming the file, when one is not a mapping of texts. Languages may differ here: `checkTexts` is where that is refused.
 */
export function loadTexts(sources: string): Texts {
  const compiled = new Map([...readTexts(sources)].map(([lang, texts]) => [lang, compileAll(texts, lang)]))
  const translators = new Map(languages.map((lang) => [lang, translatorOver(compiled, lang)]))
  return {
    translator: (lang) => translators.get(lang) as Translate,
    has: (key) => compiled.get('en')?.has(key) ?? false,
  }
}

/** Reads the texts as written, without making them ready: what `checkTexts` and translation tools look at. */
export function readTexts(sources: string): RawTexts {
  const all = new Map<Lang, Map<string, RawText>>(languages.map((lang) => [lang, new Map()]))
  for (const file of textFiles(sources)) {
    const lang = basename(file, '.yaml')
    if (!isLang(lang))
      throw new Error(`${file}: "${lang}" is not a language of the interface (${languages.join(', ')})`)
    const module = basename(dirname(dirname(file)))
    for (const [key, text] of flatten(parseFile(file), module, file)) {
      const texts = all.get(lang) as Map<string, RawText>
      if (texts.has(key)) throw new Error(`${file}: the key ${key} is already in another file of the same module name`)
      texts.set(key, text)
    }
  }
  return all
}

/** The text files under a folder of sources, sorted. */
export function textFiles(sources: string): string[] {
  return globSync('**/i18n/*.yaml', { cwd: sources })
    .sort()
    .map((file) => join(sources, file))
}

function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`)
  }
}

function* flatten(value: unknown, prefix: string, file: string): Generator<[string, RawText]> {
  if (typeof value === 'string') return yield [prefix, value]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${file}: ${prefix} must be a text or a mapping; put quotes around numbers and yes/no`)
  }
  if (isPlural(value)) return yield [prefix, value]
  for (const [key, inner] of Object.entries(value)) yield* flatten(inner, `${prefix}.${key}`, file)
}

function compileAll(texts: ReadonlyMap<string, RawText>, lang: Lang): Map<string, Message> {
  return new Map(
    [...texts].map(([key, text]) => [key, typeof text === 'string' ? compileText(text) : compilePlural(text, lang)]),
  )
}

const nothing: TextData = {}

function translatorOver(compiled: ReadonlyMap<Lang, ReadonlyMap<string, Message>>, lang: Lang): Translate {
  const own = compiled.get(lang)
  const spare = compiled.get('en')
  return (key, data = nothing) => (own?.get(key) ?? spare?.get(key))?.(data) ?? `⟦${key}⟧`
}
