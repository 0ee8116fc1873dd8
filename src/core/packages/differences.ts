import type { Expectation } from './example.ts'
import type { Played } from './played.ts'
import { isMap } from './yaml-file.ts'

/** What is not as an example expects, each in one sentence. */
export function differences(expected: Expectation, played: Played): string[] {
  if (expected.refused !== undefined || played.refused) return refusal(expected, played)
  const { state } = played
  const whole: [string, unknown, unknown][] = [
    ['The status', expected.status, state?.status],
    ['What it waits for', expected.waitingAt && [...expected.waitingAt].sort(), [...played.waitingAt].sort()],
    ['The meaning of silence', expected.silence, played.effects.find(({ kind }) => kind === 'silence')?.outcome],
    ['The last day of the term', expected.due, state?.term?.due],
  ]
  return [
    ...whole.flatMap(([what, wanted, got]) => (wanted === undefined ? [] : compare(what, wanted, got))),
    ...Object.entries(expected.variables).flatMap(([name, wanted]) => compare(name, wanted, state?.variables[name])),
    ...Object.entries(expected.decisions).flatMap(([name, wanted]) => decision(name, wanted, played)),
    ...inTrace(expected, played),
    ...inEffects(expected, played),
    ...awaited(expected, played),
    ...becauseOf(expected, played),
  ]
}

function refusal({ refused: wanted }: Expectation, { refused: got }: Played): string[] {
  if (wanted === got?.code) return []
  if (!got) return [`The last event should have been refused (${wanted}), and was not.`]
  return [`An event was refused at “${got.element}” (${got.code}): ${got.remedy}`]
}

/** As it was last taken in the case, by itself or for another decision; else with all that is known at the end. */
function decision(name: string, wanted: unknown, played: Played): string[] {
  const taken = takenIn(name, played) ?? tryTo(() => played.decide(name))
  return taken ? compare(name, wanted, taken.value) : [`rules.dmn has no decision “${name}”.`]
}

function takenIn(name: string, { decisions }: Played): { readonly value: unknown } | undefined {
  return [...decisions.values()].flatMap(({ trace }) => trace).findLast((one) => one.decision === name)
}

function inTrace({ trace, notInTrace }: Expectation, played: Played): string[] {
  const entered = new Set(played.trace.filter(({ change }) => change === 'entered').map(({ element }) => element))
  return [
    ...trace.filter((id) => !entered.has(id)).map((id) => `“${id}” was never reached.`),
    ...notInTrace.filter((id) => entered.has(id)).map((id) => `“${id}” was reached, and should not have been.`),
  ]
}

/** The effects expected must be there in their order, with any others between. */
function inEffects({ effects, notEffects }: Expectation, played: Played): string[] {
  const done = played.effects.map(({ kind, with: data }) => [kind, ...wordsOf(data)])
  const found: string[] = []
  let from = 0
  for (const wanted of effects) {
    const at = done.findIndex((effect, index) => index >= from && isMeant(wanted, effect))
    if (at < 0) found.push(`The effect “${wanted}” did not come${from > 0 ? ' after those before it' : ''}.`)
    else from = at + 1
  }
  const others = notEffects.filter((wanted) => done.some((effect) => isMeant(wanted, effect)))
  return [...found, ...others.map((wanted) => `The effect “${wanted}” came, and should not have.`)]
}

function wordsOf(data: unknown): string[] {
  return isMap(data) ? Object.values(data).filter((value) => typeof value === 'string') : []
}

function isMeant(wanted: string, effect: readonly string[]): boolean {
  const [kind, ...words] = wanted.split(' ')
  return effect[0] === kind && words.every((word) => effect.includes(word))
}

function awaited({ awaits = [], notAwaited = [] }: Expectation, played: Played): string[] {
  return [
    ...awaits.filter((name) => !played.awaited.includes(name)).map((name) => `It does not await “${name}”.`),
    ...notAwaited.filter((name) => played.awaited.includes(name)).map((name) => `It awaits “${name}”, and should not.`),
  ]
}

/** Each reason must be in the source of a rule that applied in a decision that was taken. */
function becauseOf({ because }: Expectation, played: Played): string[] {
  const sources = [...played.decisions.values()].flatMap(({ trace }) =>
    trace.flatMap(({ tables }) =>
      tables.flatMap(({ rules }) => rules.flatMap(({ annotations }) => annotations.map(({ text }) => text))),
    ),
  )
  return because
    .filter((reason) => !sources.some((text) => text.includes(reason)))
    .map((reason) => `No rule applied because of “${reason}”.`)
}

/** Of maps only the keys that are expected count; numbers are compared as numbers, however they are written. */
function compare(what: string, wanted: unknown, got: unknown): string[] {
  if (isMap(wanted)) {
    if (!isMap(got)) return [`${what} should be ${show(wanted)}, and is ${show(got)}.`]
    return Object.entries(wanted).flatMap(([key, value]) => compare(`${what}.${key}`, value, got[key]))
  }
  const same = Array.isArray(wanted)
    ? Array.isArray(got) &&
      wanted.length === got.length &&
      wanted.every((item, n) => compare('', item, got[n]).length === 0)
    : isSame(wanted, got)
  return same ? [] : [`${what} should be ${show(wanted)}, and is ${show(got)}.`]
}

function isSame(wanted: unknown, got: unknown): boolean {
  if (typeof wanted === 'number' && (typeof got === 'number' || typeof got === 'string')) return wanted === Number(got)
  return wanted === (got ?? null)
}

function show(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : JSON.stringify(value)
}

function tryTo<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined // DmnError: there is no such decision
  }
}
