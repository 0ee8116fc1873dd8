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
 * The texts under a folder of sources (`src`): each `…/<module>/i18n/<language>.yaml` gives keys that begin with the module's name.
 * A language is read when it is first asked for. Throws then, naming the file, when one is not a mapping of texts. Languages may
 * differ here: `checkTexts` is where that is refused.
 */
export function loadTexts(sources: string): Texts {
  const compiled = new Map<Lang, ReadonlyMap<string, Message>>()
  const textsIn = (lang: Lang) => {
    let known = compiled.get(lang)
    if (!known) {
      known = compileAll(readLanguage(sources, lang), lang)
      compiled.set(lang, known)
    }
    return known
  }
  const translators = new Map(languages.map((lang) => [lang, translatorOver(textsIn, lang)]))
  return {
    translator: (lang) => translators.get(lang) as Translate,
    has: (key) => textsIn('en').has(key),
  }
}

/** Reads the texts as written, without making them ready: what `checkTexts` and translation tools look at. */
export function readTexts(sources: string): RawTexts {
  const stray = textFiles(sources).find((file) => !isLang(basename(file, '.yaml')))
  if (stray !== undefined) throw new Error(`${stray}: not a language of the interface (${languages.join(', ')})`)
  return new Map(languages.map((lang) => [lang, readLanguage(sources, lang)]))
}

function readLanguage(sources: string, lang: Lang): Map<string, RawText> {
  const texts = new Map<string, RawText>()
  for (const file of textFiles(sources, lang)) {
    const module = basename(dirname(dirname(file)))
    for (const [key, text] of flatten(parseFile(file), module, file)) {
      if (texts.has(key)) throw new Error(`${file}: the key ${key} is already in another file of the same module name`)
      texts.set(key, text)
    }
  }
  return texts
}

/** The text files under a folder of sources, sorted; those of one language. */
export function textFiles(sources: string, lang = '*'): string[] {
  return globSync(`**/i18n/${lang}.yaml`, { cwd: sources })
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
    [...texts].map(([key, text]) => [
      key,
      typeof text === 'string' ? compileText(text, lang) : compilePlural(text, lang),
    ]),
  )
}

const nothing: TextData = {}

function translatorOver(textsIn: (lang: Lang) => ReadonlyMap<string, Message>, lang: Lang): Translate {
  return (key, data = nothing) => {
    const message = textsIn(lang).get(key) ?? textsIn('en').get(key)
    return message === undefined ? `⟦${key}⟧` : message(data)
  }
}
