import type { FileProblems } from './problem.ts'
import { isMap, readYaml, type YamlMap, YamlReader } from './yaml-file.ts'

/** A case of the regulation, told as given – when – then. */
export interface Example {
  readonly file: string
  readonly title: string
  readonly given: Given
  readonly when: readonly Happening[]
  readonly expected: Expectation
}

export interface Given {
  readonly municipality: string
  readonly applicant: YamlMap
  readonly application: YamlMap
  /** What each register answers: `{data, certain, reason}`, or the data alone, which are then certain. */
  readonly registers: YamlMap
  /** When the application is registered: a day (then at nine), or an instant. */
  readonly opened: string
  /** Elements whose effect is not answered by itself, because the example answers it. */
  readonly hold: readonly string[]
  /** How notifications end: at once by being opened (when left out), or never. */
  readonly notifications: 'accessed' | 'wait'
  /** Whether the draw for inspection takes the case, where it is not always taken. */
  readonly drawn: boolean
}

/** What happens, in order; `on` is the day (then at nine) or the instant. */
export type Happening = { readonly on?: string } & (
  | { readonly pay: true }
  | { readonly complete: string; readonly with: YamlMap }
  | { readonly message: string; readonly with: YamlMap }
  | { readonly advanceTo: string }
  | { readonly extendTerm: string }
)

/** What must be true at the end; what is left out is not looked at. */
export interface Expectation {
  /** Of contexts only the keys that are written are compared. */
  readonly decisions: YamlMap
  readonly variables: YamlMap
  readonly trace: readonly string[]
  readonly notInTrace: readonly string[]
  readonly status?: string
  readonly waitingAt?: readonly string[]
  /** Messages that the case awaits, among others. */
  readonly awaits?: readonly string[]
  readonly notAwaited?: readonly string[]
  readonly silence?: string
  /** Last day of the legal term. */
  readonly due?: string
  /** `kind` or `kind title`: `document.issue decision-refused`; in this order, others may be between. */
  readonly effects: readonly string[]
  readonly notEffects: readonly string[]
  /** Part of the source of a rule that must have applied. */
  readonly because: readonly string[]
  /** Code with which the last event was refused. */
  readonly refused?: string
}

const EXPECTED = [
  ...['decisions', 'variables', 'trace-includes', 'trace-excludes', 'status', 'waiting-at', 'awaits', 'awaits-not'],
  ...['silence', 'due', 'effects', 'effects-not', 'because', 'refused'],
]

/** Reads one example file; gives nothing when it cannot be used, and notes why. */
export function readExample(text: string, problems: FileProblems): Example[] {
  const yaml = readYaml(text, problems)
  if (yaml === undefined) return []
  const read = new YamlReader(problems, [])
  const file = read.map(yaml, '', ['title', 'given', 'when', 'then'])
  return [
    {
      file: problems.file,
      title: read.string(file.title, 'title'),
      given: given(file.given, read),
      when: read.list(file.when ?? [], 'when').flatMap((item, index) => happening(item, `when[${index}]`, read)),
      expected: expectation(file.then, read),
    },
  ]
}

function given(value: unknown, read: YamlReader): Given {
  const keys = ['municipality', 'applicant', 'application', 'registers', 'opened', 'hold', 'notifications', 'drawn']
  const map = read.map(value, 'given', keys)
  return {
    municipality: read.string(map.municipality, 'given.municipality'),
    applicant: read.map(map.applicant ?? {}, 'given.applicant'),
    application: read.map(map.application, 'given.application'),
    registers: read.map(map.registers ?? {}, 'given.registers'),
    opened: read.string(map.opened, 'given.opened'),
    hold: read.strings(map.hold, 'given.hold'),
    notifications:
      map.notifications === undefined
        ? 'accessed'
        : read.oneOf(map.notifications, 'given.notifications', ['accessed', 'wait']),
    drawn: map.drawn === true,
  }
}

function happening(value: unknown, place: string, read: YamlReader): Happening[] {
  const map = read.map(value, place, ['on', 'pay', 'complete', 'message', 'advanceTo', 'extendTerm', 'with'])
  const on = map.on === undefined ? {} : { on: read.string(map.on, `${place}.on`) }
  const data = isMap(map.with) ? map.with : {}
  if (map.pay === true) return [{ ...on, pay: true }]
  if (typeof map.complete === 'string') return [{ ...on, complete: map.complete, with: data }]
  if (typeof map.message === 'string') return [{ ...on, message: map.message, with: data }]
  if (typeof map.advanceTo === 'string') return [{ ...on, advanceTo: map.advanceTo }]
  if (typeof map.extendTerm === 'string') return [{ ...on, extendTerm: map.extendTerm }]
  read.problems.add(
    place,
    'It says nothing that can happen.',
    'Write pay: true, complete, message, advanceTo or extendTerm.',
  )
  return []
}

function expectation(value: unknown, read: YamlReader): Expectation {
  const map = read.map(value, 'then', EXPECTED)
  const text = (key: string) => (map[key] === undefined ? undefined : read.string(map[key], `then.${key}`))
  const texts = (key: string) => read.strings(map[key], `then.${key}`)
  const some = (key: string, name: string) => (map[key] === undefined ? {} : { [name]: texts(key) })
  const one = (key: string) => (text(key) === undefined ? {} : { [key]: text(key) })
  if (Object.keys(map).length === 0)
    read.problems.add('then', 'The example expects nothing.', 'Write what must be true at the end.')
  return {
    decisions: read.map(map.decisions ?? {}, 'then.decisions'),
    variables: read.map(map.variables ?? {}, 'then.variables'),
    ...{ trace: texts('trace-includes'), notInTrace: texts('trace-excludes') },
    ...{ effects: texts('effects'), notEffects: texts('effects-not'), because: texts('because') },
    ...some('waiting-at', 'waitingAt'),
    ...some('awaits', 'awaits'),
    ...some('awaits-not', 'notAwaited'),
    ...{ ...one('status'), ...one('silence'), ...one('due'), ...one('refused') },
  }
}
