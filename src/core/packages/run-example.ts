import type { Calendars } from '../deadlines/index.ts'
import { endOfTerm, localDate, parseTerm, startOfDayAfter } from '../deadlines/index.ts'
import { cleanAnswers } from '../forms/index.ts'
import {
  type Effect,
  type Ports,
  type ProcedureEvent,
  type Refusal,
  type State,
  step,
  type TraceEntry,
  waiting,
  waitingAt,
} from '../procedure/index.ts'
import type { Trace } from '../rules/index.ts'
import { differences } from './differences.ts'
import type { Example, Happening } from './example.ts'
import type { Package } from './package.ts'
import type { Played } from './played.ts'
import { forTown, type TownPackage } from './town.ts'
import { isMap } from './yaml-file.ts'

/** What an example asks of its surroundings. */
export interface ExamplePorts {
  /** The municipality of an example by its slug; undefined when it is not known. */
  town(slug: string): ExampleTown | undefined
}

export interface ExampleTown extends Calendars {
  readonly slug: string
  /** IANA zone. */
  readonly zone: string
}

export interface ExampleOutcome {
  readonly file: string
  readonly title: string
  readonly passed: boolean
  /** What differs from `then`, in words; empty when it passed. */
  readonly differences: readonly string[]
}

/**
 * Plays an example through the real engine, rules and terms, with the clock of the example, and compares the end with what
 * it expects. What the drawing asks of the outside is answered at once from `given`; a payment waits for `pay: true`.
 */
export function runExample(pack: Package, example: Example, ports: ExamplePorts): ExampleOutcome {
  const found = differencesIn(pack, example, ports)
  return { file: example.file, title: example.title, passed: found.length === 0, differences: found }
}

function differencesIn(pack: Package, example: Example, ports: ExamplePorts): string[] {
  const town = ports.town(example.given.municipality)
  if (!town) return [`There is no municipality “${example.given.municipality}”.`]
  if (!pack.services.has(town.law.name))
    return [`The package has no term for the law “${town.law.name}” of ${town.slug}.`]
  return differences(example.expected, playExample(pack, example, town))
}

/** Plays an example without comparing: for the preview in the designer. */
export function playExample(pack: Package, example: Example, town: ExampleTown): Played {
  const play = new Play(forTown(pack, { slug: town.slug, law: town.law.name }), example, town)
  return play.run()
}

/** One example under way. */
class Play {
  readonly #pack: TownPackage
  readonly #example: Example
  readonly #town: ExampleTown
  readonly #trace: TraceEntry[] = []
  readonly #effects: Effect[] = []
  readonly #decisions = new Map<string, { value: unknown; trace: readonly Trace[] }>()
  #application: Readonly<Record<string, unknown>>
  #state: State | null = null
  #at: string
  #issued = 0
  #refused: Refusal | undefined

  constructor(pack: TownPackage, example: Example, town: ExampleTown) {
    this.#pack = pack
    this.#example = example
    this.#town = town
    this.#application = cleanAnswers(pack.form, example.given.application, this.#context(example.given.application))
    this.#at = instant(example.given.opened)
  }

  run(): Played {
    this.#take({ start: {}, at: this.#at })
    for (const happening of this.#example.when) {
      if (this.#refused) break
      this.#happen(happening)
    }
    const { graph } = this.#pack
    const awaited = this.#state?.status === 'active' ? waiting(graph, this.#state).awaited : []
    return {
      ...{ state: this.#state, trace: this.#trace, effects: this.#effects, decisions: this.#decisions },
      ...(this.#refused ? { refused: this.#refused } : {}),
      waitingAt: this.#state === null ? [] : waitingAt(graph, this.#state),
      awaited: [...new Set(awaited.map(({ name }) => name))],
      decide: (decision) => this.#decide(decision, this.#state?.variables ?? {}),
    }
  }

  #happen(happening: Happening): void {
    if (happening.on !== undefined) this.#at = instant(happening.on)
    if ('pay' in happening) this.#pay()
    else if ('complete' in happening) this.#complete(happening.complete, happening.with)
    else if ('message' in happening) this.#take({ message: happening.message, with: happening.with, at: this.#at })
    else if ('extendTerm' in happening) this.#take({ extendTerm: happening.extendTerm, at: this.#at })
    else {
      this.#at = instant(happening.advanceTo)
      this.#take({ advanceTo: this.#at })
    }
  }

  #pay(): void {
    const asked = this.#open().find(({ does }) => does?.kind === 'payment.request')
    if (asked) this.#done(asked.token, { paidOn: this.#today() })
    else this.#refused = { code: 'not-waiting', element: '', remedy: 'No payment is asked for at this moment.' }
  }

  /** An effect is done; its answer is kept only where the drawing gives it a name. */
  #done(token: number, result: Readonly<Record<string, unknown>>): void {
    const isNamed = this.#open().some((open) => open.token === token && open.does?.result !== undefined)
    this.#take({ complete: token, with: isNamed ? { result } : {}, at: this.#at })
  }

  /** The answers of the applicant go into the application, those of an officer into the variables, as the host does it. */
  #complete(element: string, answers: Readonly<Record<string, unknown>>): void {
    const task = this.#open().find((open) => open.element === element)
    const form = task?.work?.form === undefined ? undefined : this.#pack.form.tasks.get(task.work.form)
    const given = form
      ? cleanAnswers(form, answers, { ...this.#context(this.#application), ...this.#state?.variables })
      : answers
    if (task?.work?.citizen) this.#application = { ...this.#application, ...given }
    this.#take({ complete: element, with: task?.work?.citizen ? {} : given, at: this.#at })
  }

  #take(event: ProcedureEvent): void {
    const outcome = step(this.#pack.graph, this.#state, event, this.#ports())
    if ('refused' in outcome) {
      this.#refused = outcome.refused
      return
    }
    this.#state = outcome.state
    this.#trace.push(...outcome.trace)
    this.#effects.push(...outcome.effects)
    for (const effect of outcome.effects) this.#answer(effect)
  }

  /** The host’s part: what can be done at once is done at once, unless the example holds it. */
  #answer(effect: Effect): void {
    if (!effect.wait || effect.token === undefined || this.#example.given.hold.includes(effect.element)) return
    if (!this.#open().some(({ token }) => token === effect.token)) return
    const result = this.#resultOf(effect)
    if (result === undefined) return
    this.#done(effect.token, result)
  }

  #resultOf({ kind, with: asked }: Effect): Readonly<Record<string, unknown>> | undefined {
    const payload = isMap(asked) ? asked : {}
    switch (kind) {
      case 'payment.request':
        return undefined
      case 'notification.send':
        return this.#example.given.notifications === 'wait' ? undefined : { notifiedOn: this.#today(), how: 'accessed' }
      case 'document.issue':
        this.#issued += 1
        return {
          document: `00000000-0000-4000-8000-${String(this.#issued).padStart(12, '0')}`,
          code: `EXAM-PLE${this.#issued}`,
        }
      case 'register.read':
        return registerAnswer(this.#example.given.registers[String(payload.register)])
      case 'sample.draw':
        return { drawn: payload.always === true || this.#example.given.drawn }
      default:
        return {}
    }
  }

  #open() {
    return this.#state?.status === 'active' ? waiting(this.#pack.graph, this.#state).tasks : []
  }

  #ports(): Ports {
    const { zone, law, calendar, personCalendar } = this.#town
    return {
      context: this.#context(this.#application),
      endOfTerm: ({ term, suspended, runsFor, ...question }) =>
        endOfTerm({
          ...{ law, calendar, ...(runsFor === 'person' && personCalendar && { personCalendar }) },
          ...question,
          term: parseTerm(term),
          suspended: suspended.map(([from, to]) => ({ from, to })),
        }).end,
      startOfDayAfter: (date) => startOfDayAfter(date, zone),
      dateOf: (moment) => localDate(moment, zone),
      decide: (decision, input) => this.#decide(decision, input),
    }
  }

  #decide(decision: string, input: Readonly<Record<string, unknown>>) {
    const decided = this.#pack.decide(decision, { ...this.#context(this.#application), ...input })
    const kept = { value: decided.value, trace: decided.trace as readonly Trace[] } // what `forTown` evaluates with gives this trace
    this.#decisions.set(decision, kept)
    return kept
  }

  #context(application: Readonly<Record<string, unknown>>) {
    const { given } = this.#example
    return {
      application,
      applicant: given.applicant,
      registers: given.registers,
      municipality: { slug: this.#town.slug, law: this.#town.law.name },
      parameters: this.#pack.parameters,
      opened: given.opened.slice(0, 10),
      case: { number: 'EXAMPLE/1' },
    }
  }

  #today(): string {
    return localDate(this.#at, this.#town.zone)
  }
}

/** A register's answer as written in an example: whole, or its data alone; nothing written is nothing held. */
function registerAnswer(written: unknown): Readonly<Record<string, unknown>> {
  if (!isMap(written)) return { data: {}, certain: false, reason: 'not-held' }
  return 'data' in written
    ? { certain: true, reason: null, ...written }
    : { data: written, certain: true, reason: null }
}

/** A day begins at nine (UTC, mid-morning in these towns), so that it is the same day everywhere here. */
function instant(text: string): string {
  return text.length === 10 ? `${text}T09:00:00Z` : text
}
