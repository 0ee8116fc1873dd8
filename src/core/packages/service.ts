import { parseTerm, TermError } from '../deadlines/index.ts'
import { isMap, join, type Text, type YamlMap, type YamlReader } from './yaml-file.ts'

/** What the citizen reads of a procedure (`service.yaml`), and what differs between laws and towns. */
export interface Service {
  readonly id: string
  readonly version: number
  readonly title: Text
  readonly summary: Text
  readonly who: Text
  readonly what: Text
  readonly needs: readonly Text[]
  readonly cost: Text
  readonly result: Text
  /** Words by which people look for it, by language. */
  readonly keywords: Readonly<Record<string, readonly string[]>>
  readonly lifeEvent: string
  readonly competentOffice: string
  readonly channels: readonly Channel[]
  readonly requiresIdentity: boolean
  /** The town's own name of an office that the drawing names, by town: `offices.castelverde['town-planning']`. */
  readonly offices: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By law. */
  readonly legalBasis: Readonly<Record<string, readonly LegalBasis[]>>
  /** By law. */
  readonly terms: Readonly<Record<string, LegalTerm>>
  readonly documents: Readonly<Record<string, { readonly title: Text }>>
  readonly messages: Readonly<Record<string, { readonly subject: Text; readonly body: Text }>>
  /** Names of the elements of the drawing, by their id. */
  readonly steps: Readonly<Record<string, Text>>
  /** Words on the arrows of the drawing, by the English word that is drawn. */
  readonly arrows: Readonly<Record<string, Text>>
  /** Words of the decision tables (names, columns, reasons, results), by the English ones that are written in them. */
  readonly rules: Readonly<Record<string, Text>>
  readonly call?: Call
  /** What the rules read as `parameters`, by town; `default` for any other town. */
  readonly parameters: Readonly<Record<string, YamlMap>>
}

export const CHANNELS = ['web', 'counter', 'telephone', 'kiosk', 'post'] as const
export type Channel = (typeof CHANNELS)[number]

export interface LegalBasis {
  readonly law: string
  readonly articles: string
  /** As it was published; official titles are not translated. */
  readonly title: string
  /** Language of the title; that of the law (`es`, `it`) where it is left out. */
  readonly lang?: string
}

export const SILENCES = ['granted', 'refused', 'expiry'] as const
export type Silence = (typeof SILENCES)[number]

/** The term of the procedure under one law. */
export interface LegalTerm {
  /** As in the law: "1 month". */
  readonly term: string
  readonly start: 'register-entry' | 'notification'
  readonly silence: Silence
  readonly source: string
  /** What the town promises, when it is shorter than the law. */
  readonly promise?: string
  /** Whether the person may begin on filing (declarations, SCIA, CILA). */
  readonly begins?: 'on-filing' | 'on-decision'
  /** In plain words. */
  readonly text: Text
  /** Cases in which silence means something else. The first that holds (FEEL) counts. */
  readonly unless: readonly {
    readonly when: string
    readonly silence: Silence
    readonly source: string
    readonly text: Text
  }[]
  readonly appeal?: Appeal
}

export interface Appeal {
  readonly name: string
  readonly term: string
  readonly decidedIn: string
  readonly silence: Silence
  readonly source: string
}

/** A call with a window and a ceiling, decided by a list. */
export interface Call {
  /** Month and day, `06-01`. */
  readonly opens: string
  readonly closes: string
  /** Euros, by town. */
  readonly ceiling: Readonly<Record<string, number>>
  /** The decision that gives points, amount and means of an application, and the variable that holds them. */
  readonly decision: string
  readonly variable: string
  readonly tieBreak: readonly ('means' | 'entry')[]
}

const KEYS = [
  ...['id', 'version', 'title', 'summary', 'who', 'what', 'needs', 'cost', 'result', 'keywords', 'life-event'],
  ...['competent-office', 'channels', 'requires-identity', 'offices', 'legal-basis', 'terms', 'documents', 'messages'],
  ...['steps', 'arrows', 'rules', 'call', 'parameters'],
]

/** Reads a parsed `service.yaml`. `law` chooses the texts that differ by law; without it the first variant is taken. */
export function readService(yaml: unknown, read: YamlReader, law?: string): Service {
  const sheet = read.map(yaml, '', KEYS)
  const text = (key: string) => read.text(sheet[key], key)
  const perLaw = (key: string) => read.text(variant(sheet[key], law), key)
  return {
    id: idIn(sheet, read),
    version: versionIn(sheet, read),
    ...{ title: text('title'), summary: text('summary'), who: text('who'), what: text('what') },
    needs: read.list(sheet.needs, 'needs').map((need, index) => read.text(need, `needs[${index}]`)),
    ...{ cost: perLaw('cost'), result: perLaw('result') },
    keywords: keywordsIn(sheet, read),
    lifeEvent: read.string(sheet['life-event'], 'life-event'),
    competentOffice: read.string(sheet['competent-office'], 'competent-office'),
    channels: read.list(sheet.channels, 'channels').map((item, n) => read.oneOf(item, `channels[${n}]`, CHANNELS)),
    requiresIdentity: sheet['requires-identity'] !== false,
    offices: byKey(read, sheet.offices ?? {}, 'offices', (town, place) =>
      byKey(read, town, place, (name, at) => read.string(name, at)),
    ),
    legalBasis: byKey(read, sheet['legal-basis'], 'legal-basis', (laws, place) =>
      read.list(laws, place).map((item, index) => legalBasis(item, `${place}[${index}]`, read)),
    ),
    terms: byKey(read, sheet.terms, 'terms', (term, place) => legalTerm(term, place, read)),
    documents: byKey(read, sheet.documents, 'documents', (document, place) => ({
      title: read.text(read.map(document, place, ['title']).title, join(place, 'title')),
    })),
    messages: byKey(read, sheet.messages ?? {}, 'messages', (message, place) => {
      const { subject, body } = read.map(message, place, ['subject', 'body'])
      return { subject: read.text(subject, join(place, 'subject')), body: read.text(body, join(place, 'body')) }
    }),
    steps: byKey(read, sheet.steps, 'steps', (name, place) => read.text(name, place)),
    arrows: byKey(read, sheet.arrows ?? {}, 'arrows', (name, place) => read.text(name, place)),
    rules: byKey(read, sheet.rules ?? {}, 'rules', (word, place) => read.text(word, place)),
    ...(sheet.call === undefined ? {} : { call: callIn(sheet.call, read) }),
    parameters: parametersIn(sheet.parameters ?? {}, read),
  }
}

/** The parameters of a town: its own over the default ones. */
export function parametersFor(service: Service, town: string): YamlMap {
  return service.parameters[town] ?? service.parameters.default ?? {}
}

/** A text that may be written once, or once for each law. */
function variant(value: unknown, law?: string): unknown {
  if (!isMap(value)) return value
  const variants = Object.entries(value).filter(([, item]) => isMap(item))
  if (variants.length === 0) return value
  const chosen = variants.find(([key]) => key === law)
  return (chosen ?? variants[0])?.[1]
}

function idIn(sheet: YamlMap, read: YamlReader): string {
  const id = read.string(sheet.id, 'id')
  if (id !== '' && !/^[a-z][a-z0-9-]*$/.test(id))
    read.problems.add(
      'id',
      `“${id}” cannot be the name of a package.`,
      'Use lower-case letters, digits and dashes, like the folder.',
    )
  return id
}

function versionIn(sheet: YamlMap, read: YamlReader): number {
  if (typeof sheet.version === 'number' && Number.isInteger(sheet.version) && sheet.version > 0) return sheet.version
  read.problems.add(
    'version',
    'The version must be a whole number from 1.',
    'Write `version: 1`, and one more at each change.',
  )
  return 1
}

function keywordsIn(sheet: YamlMap, read: YamlReader): Service['keywords'] {
  const keywords = read.map(sheet.keywords, 'keywords', read.languages)
  for (const lang of read.languages)
    if (!Array.isArray(keywords[lang]) || keywords[lang].length === 0)
      read.problems.add(
        `keywords.${lang}`,
        'There are no keywords in this language.',
        'List the words that people look for.',
      )
  return Object.fromEntries(
    Object.entries(keywords).map(([lang, words]) => [lang, read.strings(words, `keywords.${lang}`)]),
  )
}

function byKey<T>(
  read: YamlReader,
  value: unknown,
  place: string,
  item: (value: unknown, place: string) => T,
): Record<string, T> {
  return Object.fromEntries(read.entries(value, place).map(([key, one, at]) => [key, item(one, at)]))
}

function legalBasis(value: unknown, place: string, read: YamlReader): LegalBasis {
  const basis = read.map(value, place, ['law', 'articles', 'title', 'lang'])
  return {
    law: read.string(basis.law, join(place, 'law')),
    articles: read.string(basis.articles, join(place, 'articles')),
    title: read.string(basis.title, join(place, 'title')),
    ...(basis.lang !== undefined && { lang: read.string(basis.lang, join(place, 'lang')) }),
  }
}

function legalTerm(value: unknown, place: string, read: YamlReader): LegalTerm {
  const keys = ['term', 'start', 'silence', 'source', 'promise', 'begins', 'text', 'unless', 'appeal']
  const term = read.map(value, place, keys)
  return {
    term: termText(term.term, join(place, 'term'), read),
    start: read.oneOf(term.start ?? 'register-entry', join(place, 'start'), ['register-entry', 'notification']),
    silence: read.oneOf(term.silence, join(place, 'silence'), SILENCES),
    source: read.string(term.source, join(place, 'source')),
    ...(term.promise === undefined ? {} : { promise: termText(term.promise, join(place, 'promise'), read) }),
    ...(term.begins === undefined
      ? {}
      : { begins: read.oneOf(term.begins, join(place, 'begins'), ['on-filing', 'on-decision']) }),
    text: read.text(term.text, join(place, 'text')),
    unless: read.list(term.unless, join(place, 'unless')).map((item, index) => {
      const at = `${place}.unless[${index}]`
      const other = read.map(item, at, ['when', 'silence', 'source', 'text'])
      return {
        when: read.string(other.when, join(at, 'when')),
        silence: read.oneOf(other.silence, join(at, 'silence'), SILENCES),
        source: read.string(other.source, join(at, 'source')),
        text: read.text(other.text, join(at, 'text')),
      }
    }),
    ...(term.appeal === undefined ? {} : { appeal: appealIn(term.appeal, join(place, 'appeal'), read) }),
  }
}

function appealIn(value: unknown, place: string, read: YamlReader): Appeal {
  const appeal = read.map(value, place, ['name', 'term', 'decided-in', 'silence', 'source'])
  return {
    name: read.string(appeal.name, join(place, 'name')),
    term: termText(appeal.term, join(place, 'term'), read),
    decidedIn: termText(appeal['decided-in'], join(place, 'decided-in'), read),
    silence: read.oneOf(appeal.silence, join(place, 'silence'), SILENCES),
    source: read.string(appeal.source, join(place, 'source')),
  }
}

function termText(value: unknown, place: string, read: YamlReader): string {
  const text = read.string(value, place)
  try {
    if (text !== '') parseTerm(text)
  } catch (error) {
    if (!(error instanceof TermError)) throw error
    read.problems.add(
      place,
      `“${text}” is not a term.`,
      'Write for example “10 days”, “1 month” or “30 calendar days”.',
    )
  }
  return text
}

function callIn(value: unknown, read: YamlReader): Call {
  const call = read.map(value, 'call', ['opens', 'closes', 'ceiling', 'decision', 'variable', 'tie-break'])
  const day = (key: string) => {
    const text = read.string(call[key], `call.${key}`)
    if (!/^\d{2}-\d{2}$/.test(text))
      read.problems.add(`call.${key}`, `“${text}” is not a day of the year.`, 'Write month and day, “06-30”.')
    return text
  }
  return {
    ...{ opens: day('opens'), closes: day('closes') },
    ceiling: byKey(read, call.ceiling, 'call.ceiling', (euros, place) => {
      if (typeof euros === 'number' && euros >= 0) return euros
      read.problems.add(place, 'The ceiling must be a number of euros.', 'Write for example 420000.')
      return 0
    }),
    decision: read.string(call.decision, 'call.decision'),
    variable: read.string(call.variable, 'call.variable'),
    tieBreak: read
      .list(call['tie-break'], 'call.tie-break')
      .map((item, n) => read.oneOf(item, `call.tie-break[${n}]`, ['means', 'entry'])),
  }
}

function parametersIn(value: unknown, read: YamlReader): Service['parameters'] {
  const towns = byKey(read, value, 'parameters', (town, place) => read.map(town ?? {}, place))
  const common = towns.default ?? {}
  return Object.fromEntries(Object.entries(towns).map(([town, own]) => [town, { ...common, ...own }]))
}
