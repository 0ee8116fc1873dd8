import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from './language.ts'
import { placesOf } from './message.ts'
import { type RawTexts, readTexts } from './texts.ts'

/** What `checkTexts` looked at and found; `problems` is empty when all is well. */
export interface TextReport {
  keys: number
  uses: number
  problems: readonly string[]
}

/**
 * Compares the texts of all languages with each other and with the code under a folder of sources:
 * a key that one language lacks, a `{place}` that a translation lost, a key used in code that does not exist.
 * A use is a literal, `t('portal.home.title')`; of a template, t("portal.state.${x}") with backquotes, the beginning must exist.
 */
export function checkTexts(sources: string): TextReport {
  const texts = readTexts(sources)
  const keys = new Set(languages.flatMap((lang) => [...(texts.get(lang)?.keys() ?? [])]))
  const uses = usesInCode(sources)
  return {
    keys: keys.size,
    uses: uses.length,
    problems: [...missingKeys(texts, keys), ...lostPlaces(texts, keys), ...unknownUses(uses, keys)],
  }
}

function* missingKeys(texts: RawTexts, keys: ReadonlySet<string>): Generator<string> {
  for (const key of keys) {
    const lacking = languages.filter((lang) => !texts.get(lang)?.has(key))
    if (lacking.length > 0) yield `${key}: no text in ${lacking.join(', ')}`
  }
}

function* lostPlaces(texts: RawTexts, keys: ReadonlySet<string>): Generator<string> {
  for (const key of keys) {
    const english = texts.get('en')?.get(key)
    if (english === undefined) continue
    const expected = placesOf(english).join(', ')
    for (const lang of languages) {
      const text = texts.get(lang)?.get(key)
      const places = text === undefined ? expected : placesOf(text).join(', ')
      if (places !== expected) yield `${key}: in ${lang} the places are {${places}}, in en {${expected}}`
    }
  }
}

interface Use {
  file: string
  line: number
  key: string
  /** True when only the beginning of the key is written in the code. */
  isPrefix: boolean
}

const commentLine = /^\s*(\/\*|\*|\/\/).*$/gm
// Not `… as t("column")`, which is SQL.
const literalUse = /(?<!\bas )\bt\(\s*(?:'([^']+)'|"([^"]+)"|`([^`$]*)(\$\{)?)/g

function usesInCode(sources: string): Use[] {
  const files = globSync('**/*.{ts,tsx}', { cwd: sources }).filter((file) => !file.endsWith('.test.ts'))
  return files.flatMap((file) => {
    const code = readFileSync(join(sources, file), 'utf8').replace(commentLine, '')
    return [...code.matchAll(literalUse)].map((match) => ({
      file,
      line: code.slice(0, match.index).split('\n').length,
      key: match[1] ?? match[2] ?? match[3] ?? '',
      isPrefix: match[4] !== undefined,
    }))
  })
}

function* unknownUses(uses: readonly Use[], keys: ReadonlySet<string>): Generator<string> {
  for (const { file, line, key, isPrefix } of uses) {
    const known = isPrefix ? key === '' || keys.values().some((other) => other.startsWith(key)) : keys.has(key)
    if (!known) yield `${file}:${line}: no text has the key ${key}${isPrefix ? '…' : ''}`
  }
}
