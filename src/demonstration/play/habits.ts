import type { Task } from '../../modules/cases/case.ts'
import type { Choice, MessageBehaviour, Span, TaskBehaviour } from '../behaviour.ts'
import type { Worker } from '../people/resident.ts'
import type { CasePlayer, Doer } from './case-player.ts'
import { atPersonsHour } from './day-hours.ts'
import { registerMessage } from './messages.ts'

const DAY = 86_400_000
const MINUTE = 60_000
/** Seven weeks of working hours: nothing lies longer. */
const MOST_HOURS = 7 * 35

/** How the people of one case behave: drawn from the behaviour of the procedure, or written in the script of the cast. */
export class Habits {
  readonly #player: CasePlayer
  /** Messages that may come, with the luck that decides. */
  readonly #intents: Map<string, { readonly behaviour: MessageBehaviour; readonly luck: number }>
  #notified = 0

  constructor(player: CasePlayer) {
    this.#player = player
    const { played, script } = player.plan
    const messages = script ? {} : (played.behaviour.messages ?? {})
    this.#intents = new Map(
      Object.entries(messages).map(([name, behaviour]) => [name, { behaviour, luck: player.chance.next() }]),
    )
    for (const [name, { after, text }] of Object.entries(script?.messages ?? {})) {
      const office = played.behaviour.messages?.[name]?.office
      const behaviour = { share: 1, days: [after, after] as const, text, ...(office !== undefined && { office }) }
      this.#intents.set(name, { behaviour, luck: 0 })
    }
  }

  get intends(): boolean {
    return this.#intents.size > 0
  }

  /** Who files: the person, or an officer at the counter for them. */
  filing(): Doer {
    const { channel } = this.#player.plan
    if (channel === 'web' || channel === 'kiosk') return { ...this.#player.person, channel }
    const counter = this.#player.stage.population.workers.filter(({ roles }) => roles.includes('counter'))
    const officer = this.#player.chance.pick(counter)
    return { actor: `officer:${officer.officerId}`, channel }
  }

  /** Decides when a task that has just opened will be done, by whom and with what answers. */
  taskOpened(task: Task, at: number): void {
    const { script, played } = this.#player.plan
    const behaviour = played.behaviour.tasks[task.form ?? task.element]
    if (script) this.#scripted(task, at, behaviour)
    else if (!behaviour)
      throw new Error(`demonstration.yaml of ${played.procedure.id} does not say how ${task.element} is done`)
    else if (task.citizen) this.#person(task, behaviour, at)
    else this.#officer(task, behaviour, at)
  }

  #scripted(task: Task, at: number, behaviour: TaskBehaviour | undefined): void {
    const { player, worker } = { player: this.#player, worker: this.#workerFor(task) }
    const script = player.plan.script?.tasks?.[task.form ?? task.element]
    if (!script || (!task.citizen && !worker)) return
    const doneAt = player.stage.hours.after(at, script.hours)
    const doer = task.citizen || !worker ? player.person : { actor: `officer:${worker.officerId}`, channel: 'desk' }
    const minutes = task.citizen ? 0 : this.#within(behaviour?.minutes ?? [10, 30])
    player.agenda.add(doneAt, () => player.complete(task, script.answers, doneAt, { doer, minutes }))
  }

  #person(task: Task, behaviour: TaskBehaviour, at: number): void {
    const player = this.#player
    if (!player.chance.happens(behaviour.done ?? 1)) return
    const doneAt = this.#personAt(at, this.#within(behaviour.days ?? [0, 7]))
    player.agenda.add(doneAt, () =>
      player.complete(task, this.#choose(behaviour.answers), doneAt, { doer: player.person, minutes: 0 }),
    )
  }

  #officer(task: Task, behaviour: TaskBehaviour, at: number): void {
    const player = this.#player
    const worker = this.#workerFor(task)
    if (!worker)
      throw new Error(`nobody in ${player.stage.town.name} does ${task.element}: ${task.role} of ${task.officeId}`)
    const { chance, stage } = player
    const [least, most] = behaviour.hours ?? [2, 20]
    // Most are done soon, some lie for longer than they should: fewer where silence grants what is asked, as the work list has those
    // first; none where the list of a call waits for every case.
    const lies =
      chance.happens(player.one.silence === 'granted' ? 0.02 : 0.15) && !player.plan.played.procedure.service.call
    const hours = lies
      ? Math.min(most * (1 + 3 * chance.next()), MOST_HOURS)
      : least + (most - least) * chance.next() ** 2
    const minutes = this.#within(behaviour.minutes ?? [10, 30])
    const doneAt = stage.hours.after(at, hours)
    // Most are taken from the tray in the first part of the time that they need.
    const claimedAt = Math.max(at + MINUTE, stage.hours.after(at, hours * chance.next() ** 2))
    if (claimedAt < doneAt && chance.happens(0.85))
      player.agenda.add(claimedAt, () => player.setOfficer(task, worker.officerId, claimedAt))
    const doer = { actor: `officer:${worker.officerId}`, channel: 'desk' }
    player.agenda.add(doneAt, () => player.complete(task, this.#choose(behaviour.answers), doneAt, { doer, minutes }))
  }

  /** The answers whose condition the case meets, by weight. */
  #choose(choices: readonly Choice[]): Readonly<Record<string, unknown>> {
    const variables = this.#player.one.state.variables
    const fits = ({ where = {} }: Choice) => Object.entries(where).every(([name, value]) => variables[name] === value)
    const conditional = choices.filter((choice) => choice.where !== undefined && fits(choice))
    const open = conditional.length > 0 ? conditional : choices.filter(({ where }) => where === undefined)
    return open.length === 0 ? {} : this.#player.chance.weighted(open).answers
  }

  #workerFor(task: Task): Worker | undefined {
    const workers = this.#player.stage.workers(task.officeId, task.role)
    return workers.length === 0 ? undefined : this.#player.chance.pick(workers)
  }

  /** When the person pays; `undefined` when they never do. */
  paysAt(at: number): number | undefined {
    const { plan, chance } = this.#player
    if (plan.script) return plan.script.paidAfter === undefined ? undefined : at + plan.script.paidAfter * DAY
    const { paid, days } = plan.played.behaviour.payments ?? { paid: 0.95, days: [0, 6] }
    if (!chance.happens(paid)) return undefined
    return this.#personAt(at, this.#within(days))
  }

  /** When the person opens a notification; `undefined` when they never do. */
  opensAt(at: number): number | undefined {
    const { plan, chance } = this.#player
    this.#notified += 1
    if (plan.script) {
      const { openedAfter, unreadFrom = Number.POSITIVE_INFINITY } = plan.script
      return openedAfter === undefined || this.#notified >= unreadFrom ? undefined : at + openedAfter * DAY
    }
    const { opened, days } = plan.played.behaviour.notifications
    if (!chance.happens(opened)) return undefined
    return this.#personAt(at, this.#within(days))
  }

  /** When a letter was delivered. */
  deliveredAt(at: number): number {
    return this.#player.stage.hours.after(at, this.#player.chance.whole(14, 60))
  }

  /** Draws, once for each message that is awaited, whether and when it comes. */
  mayAct(awaited: readonly string[], at: number): void {
    for (const name of awaited) {
      const intent = this.#intents.get(name)
      if (!intent) continue
      const { share } = intent.behaviour
      const outcome = this.#player.one.outcome ?? 'none'
      const wanted = typeof share === 'number' ? share : (share[outcome] ?? 0)
      if (intent.luck >= wanted) {
        if (typeof share === 'number') this.#intents.delete(name)
        continue
      }
      this.#intents.delete(name)
      // What everybody does, they do again when it is awaited again: works that had to be mended are finished twice.
      const again = wanted === 1 && !this.#player.plan.script
      const days = this.#within(intent.behaviour.days)
      const sentAt = intent.behaviour.office
        ? this.#player.stage.hours.after(at + days * DAY, 0.5)
        : this.#personAt(at, days)
      this.#player.agenda.add(sentAt, () => {
        if (again) this.#intents.set(name, intent)
        const taken = registerMessage(this.#player, name, intent.behaviour, sentAt)
        // Not awaited just then: they say it when it is.
        if (!taken) this.#intents.set(name, intent)
      })
    }
  }

  /** At an hour when people do things; those who come to the counter, when it is open. */
  #personAt(at: number, days: number): number {
    const { stage, chance, person, plan } = this.#player
    if (plan.script) return at + days * DAY
    const chosen = atPersonsHour(stage.municipality, at, days, chance)
    return person.channel === 'web' ? chosen : stage.hours.after(chosen, 0.1)
  }

  /** A number of days or minutes from a span; halves and quarters are kept in scripts. */
  #within([from, to]: Span): number {
    return Number.isInteger(from) && Number.isInteger(to) ? this.#player.chance.whole(from, to) : from
  }
}
