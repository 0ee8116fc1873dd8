import { localDate } from '../../core/deadlines/index.ts'
import type { ProcedureEvent } from '../../core/procedure/index.ts'
import type { Case, Task } from '../../modules/cases/case.ts'
import { portsOf } from '../../modules/cases/ports.ts'
import { type CaseInHand, messagesAwaited, takeTurn, wantsResult } from '../../modules/cases/turn.ts'
import { officeIn } from '../../modules/catalogue/index.ts'
import type { ActContext, Effect, Fact } from '../../platform/acts/index.ts'
import { answersOf, type Ground } from '../answers.ts'
import type { Row } from '../copy.ts'
import { type Chance, chance as chanceOf } from '../random.ts'
import { sampleFile } from '../sample-files.ts'
import { Agenda } from './agenda.ts'
import { caseRow, type KeptTask, taskRow } from './case-rows.ts'
import { doEffect } from './effects.ts'
import { Habits } from './habits.ts'
import { iso, type Leaves, Ledger } from './ledger.ts'
import type { PlannedCase } from './plan.ts'
import { sha256 } from './sha256.ts'
import type { Stage } from './stage.ts'

/** Who does something, through which door. */
export interface Doer {
  readonly actor: string
  readonly channel: string
}

export const MINUTE = 60_000
const SECOND = 1000

/**
 * Plays one case on a clock of its own, through the same turn as the real one, with people and officers who behave as the package says.
 * Everything that must happen next stands in its agenda.
 */
export class CasePlayer {
  readonly stage: Stage
  readonly plan: PlannedCase
  readonly chance: Chance
  readonly ledger: Ledger
  readonly agenda = new Agenda()
  readonly habits: Habits
  readonly caseId: string
  readonly tasks = new Map<string, KeptTask>()
  /** Rows that may still change, by their identifier. */
  readonly documents = new Map<string, Row>()
  readonly notifications = new Map<string, Row>()
  readonly payments = new Map<string, Row>()
  hand: CaseInHand
  registerLabel: string | null = null
  lastSigner: { officerId: string; name: string; role: string | null } | null = null
  #alarm: number | undefined
  #minutes = 0
  #applied = new Set<string>()

  constructor(stage: Stage, plan: PlannedCase) {
    this.stage = stage
    this.plan = plan
    this.chance = chanceOf(((stage.seed * 1_000_003 + plan.index) * 7 + stage.town.id) >>> 0)
    this.ledger = new Ledger(stage)
    this.caseId = this.chance.uuid()
    this.habits = new Habits(this)
    this.hand = this.#opening()
    this.agenda.add(plan.openedAt, () => this.#apply())
  }

  get one(): Case {
    return this.hand.case as Case // it has a state once it was filed, and nothing asks before
  }

  get isOpen(): boolean {
    return this.hand.case.status === 'open'
  }

  /** Whoever gets paper does everything at the counter. */
  get person(): Doer {
    const { personId, notification } = this.plan.applicant
    return { actor: `person:${personId}`, channel: notification === 'paper' ? 'counter' : 'web' }
  }

  /** What answers may depend on: of the person, or of an officer, who writes in the language of the town. */
  ground(at: number, lang: string): Ground {
    const { town, population, municipality } = this.stage
    const today = localDate(iso(at), municipality.zone)
    return { town, addresses: population.addresses, applicant: this.plan.applicant, lang, today, chance: this.chance }
  }

  /** Lets everything happen that is due until an instant, the same included. */
  run(until: number): void {
    for (let turns = 0; turns < MOST_TURNS; turns += 1) {
      const next = this.agenda.nextAt
      const alarm = this.#alarm ?? Number.POSITIVE_INFINITY
      if (Math.min(next, alarm) > until) return
      if (alarm < next) this.#advance(alarm)
      else this.agenda.takeNext()?.()
    }
    throw new Error(`case ${this.plan.number} of ${this.plan.played.procedure.id} does not come to an end`)
  }

  /** Takes one event; `false` when the case has moved on and nothing was done. */
  turn(
    event: ProcedureEvent,
    at: number,
    doer: Doer,
    more: { facts?: readonly Fact[]; after?: readonly Fact[]; actId?: string } = {},
  ): boolean {
    const turn = takeTurn(this.hand, event, this.#context(at))
    if ('refused' in turn) return false
    const actId = more.actId ?? this.chance.uuid()
    this.ledger.facts({ actId, at, ...doer }, [...(more.facts ?? []), ...turn.facts, ...(more.after ?? [])])
    for (const taskId of turn.closed) this.#close(taskId, at, doer)
    const opened = turn.opened.map((task) => this.#open({ ...task, taskId: this.chance.uuid() }, at))
    const openTasks = this.hand.openTasks.filter(({ taskId }) => !turn.closed.includes(taskId))
    this.hand = { ...this.hand, case: turn.case, openTasks: [...openTasks, ...opened] }
    this.#alarm = undefined
    for (const [index, effect] of turn.effects.entries()) this.#queue(effect, at + SECOND * (1 + index))
    for (const task of opened) this.habits.taskOpened(task, at)
    if (this.isOpen && this.habits.intends) this.habits.mayAct(messagesAwaited(this.hand), at)
    return true
  }

  /** What a worker answers is told to the case. */
  done(effect: { token: number; wait: boolean }, result: Record<string, unknown>, at: number): void {
    if (!effect.wait) return
    const answer = wantsResult(this.hand, effect.token) ? { result } : {}
    this.turn({ complete: effect.token, with: answer }, at, { actor: 'system:case.effect-done', channel: 'system' })
  }

  /** Ends a task with its answers. */
  complete(
    task: Task,
    written: Readonly<Record<string, unknown>>,
    at: number,
    by: { doer: Doer; minutes: number },
  ): void {
    if (!this.hand.openTasks.some(({ taskId }) => taskId === task.taskId)) return
    const lang = task.citizen ? this.one.lang : this.stage.municipality.defaultLanguage
    const answers = answersOf(written, this.ground(at, lang))
    const kept = this.tasks.get(task.taskId)
    if (kept) this.tasks.set(task.taskId, { ...kept, answers })
    if (task.citizen) {
      this.handIn(answers, at)
      this.#answered(answers)
    }
    this.#minutes += by.minutes
    const fact = {
      kind: 'case.task-completed',
      objects: [`case:${this.caseId}`, `task:${task.taskId}`],
      data: { element: task.element, openedAt: task.openedAt, minutes: by.minutes },
    }
    this.turn({ complete: task.token, with: task.citizen ? {} : answers }, at, by.doer, { facts: [fact] })
  }

  setOfficer(task: Task, officerId: string, at: number): void {
    const kept = this.tasks.get(task.taskId)
    if (!kept || kept.closedAt !== null || kept.officerId === officerId) return
    this.tasks.set(task.taskId, { ...kept, officerId })
    this.hand = { ...this.hand, case: { ...this.hand.case, officerId } }
    this.ledger.facts({ actId: this.chance.uuid(), at, actor: `officer:${officerId}`, channel: 'desk' }, [
      { kind: 'case.task-claimed', objects: [`case:${this.caseId}`, `task:${task.taskId}`], data: { officerId } },
    ])
  }

  /** The files among some answers become documents of the case. */
  handIn(answers: Readonly<Record<string, unknown>>, at: number): void {
    for (const [field, answer] of Object.entries(answers)) {
      if (!Array.isArray(answer)) continue
      for (const file of answer as { id?: string; name?: string }[]) {
        if (typeof file !== 'object' || file === null || file.name === undefined) continue
        const { hash, size, type } = sampleFile(file.name, this.hand.case.lang)
        this.ledger.row('document', {
          ...{
            document_id: this.chance.uuid(),
            case_id: this.caseId,
            origin: 'received',
            kind: field,
            title: file.name,
          },
          ...{
            lang: this.hand.case.lang,
            media_type: type,
            file_hash: hash,
            size,
            source: null,
            code: null,
            sealed: false,
          },
          ...{ signed_by: null, register_label: this.registerLabel, shown: true, created_at: iso(at) },
          created_by: this.person.actor,
        })
      }
    }
  }

  /** Everything that is left, once the clock stands still. */
  finish(): Leaves {
    this.ledger.row('cases', caseRow(this.one, this.#minutes))
    for (const task of this.tasks.values()) this.ledger.row('task', taskRow(task, this.one))
    for (const row of this.documents.values()) this.ledger.row('document', row)
    for (const row of this.notifications.values()) this.ledger.row('notification', row)
    for (const row of this.payments.values()) this.ledger.row('payment', row)
    if (this.#alarm !== undefined) {
      const key = `case:${this.caseId}:alarm`
      this.ledger.job({ task: 'case.advance', payload: { caseId: this.caseId }, key, runAt: iso(this.#alarm) })
    }
    for (const job of this.agenda.jobs()) this.ledger.job(job)
    return this.ledger.leaves
  }

  #opening(): CaseInHand {
    const { stage, plan } = this
    const { procedure, behaviour } = plan.played
    const { applicant, script } = plan
    const ground = this.ground(plan.openedAt, applicant.language)
    const written = script?.answers ?? this.chance.weighted(behaviour.applications).answers
    const answers = { ...this.#prefilled(), ...answersOf(written, ground) }
    const one: CaseInHand['case'] = {
      caseId: this.caseId,
      number: plan.number,
      registerLabel: null,
      procedure: procedure.id,
      version: procedure.version,
      applicantId: applicant.personId,
      applicantName: applicant.name,
      representativeId: null,
      title: titleOf(answers),
      status: 'open',
      outcome: null,
      state: null,
      answers,
      registers: stage.registers.ground(applicant, ground.today),
      lang: applicant.language,
      channel: plan.channel,
      openedAt: iso(plan.openedAt),
      decidedAt: null,
      closedAt: null,
      officeId: officeIn(procedure, stage.town.slug, procedure.service.competentOffice),
      officerId: null,
      waitingFor: 'system',
      dueOn: null,
      suspended: false,
      silence: null,
      riskOn: null,
    }
    const ports = portsOf(procedure, stage.municipality, one)
    return { case: one, openTasks: [], procedure, ports, town: stage.town.slug }
  }

  /** The name stands on every form and cannot be changed there. */
  #prefilled(): Record<string, unknown> {
    return { name: this.plan.applicant.name }
  }

  #apply(): void {
    const { applicant } = this.plan
    const one = this.hand.case
    const at = this.plan.openedAt
    const doer = this.habits.filing()
    const begun = at - this.chance.whole(4, 25) * MINUTE
    const contentHash = sha256(JSON.stringify(one.answers))
    const { municipality } = this.stage
    const { label, fact } = this.ledger.enter({
      ...{ register: 'entry', at, person: applicant, officeId: one.officeId, caseId: this.caseId, contentHash },
      subject: this.hand.procedure.service.title[municipality.defaultLanguage] ?? one.procedure,
      ...{ channel: doer.channel, actor: doer.actor },
    })
    this.registerLabel = label
    this.hand = { ...this.hand, case: { ...one, registerLabel: label } }
    const opened = {
      kind: 'case.opened',
      objects: [`case:${this.caseId}`, `person:${applicant.personId}`, `office:${one.officeId}`],
      data: { procedure: one.procedure, version: one.version, begun: iso(begun) },
    }
    this.handIn(one.answers, at)
    // A case has the identifier of the act that opened it.
    const taken = this.turn({ start: {} }, at, doer, { facts: [opened], after: [fact], actId: this.caseId })
    if (!taken) throw new Error(`the drawing of ${one.procedure} does not take an application`)
  }

  #answered(answers: Readonly<Record<string, unknown>>): void {
    const one = { ...this.hand.case, answers: { ...this.hand.case.answers, ...answers } }
    this.hand = { ...this.hand, case: one, ports: portsOf(this.hand.procedure, this.stage.municipality, one) }
  }

  #advance(at: number): void {
    this.#alarm = undefined
    if (this.isOpen) this.turn({ advanceTo: iso(at) }, at, { actor: 'system:case.advance', channel: 'system' })
  }

  #queue(effect: Effect, at: number): void {
    if (effect.task === 'case.advance') {
      this.#alarm = Date.parse(effect.runAt ?? '')
      return
    }
    const key = effect.key ?? null
    // The same key is queued once.
    if (key !== null && this.#applied.has(key)) return
    if (key !== null) this.#applied.add(key)
    this.agenda.add(at, () => doEffect(this, effect, at), {
      ...{ task: effect.task, payload: effect.payload, key, runAt: effect.runAt ?? null },
    })
  }

  #open(
    task: Omit<KeptTask, 'caseId' | 'officerId' | 'openedAt' | 'closedAt' | 'closedBy' | 'answers' | 'riskOn'>,
    at: number,
  ): KeptTask {
    const kept: KeptTask = {
      ...task,
      ...{ caseId: this.caseId, officerId: null, openedAt: iso(at), closedAt: null, closedBy: null },
      ...{ answers: null, riskOn: null },
    }
    this.tasks.set(task.taskId, kept)
    return kept
  }

  #close(taskId: string, at: number, doer: Doer): void {
    const task = this.tasks.get(taskId)
    if (!task) return
    this.tasks.set(taskId, { ...task, closedAt: iso(at), closedBy: doer.actor, riskOn: this.hand.case.riskOn })
    const worker = this.stage.population.workers.find(({ officerId }) => doer.actor === `officer:${officerId}`)
    if (worker) this.lastSigner = { officerId: worker.officerId, name: worker.name, role: task.role }
  }

  #context(at: number): ActContext {
    return { now: iso(at), actId: '', actor: NOBODY, channel: 'system', municipality: this.stage.municipality }
  }
}

const MOST_TURNS = 600

const NOBODY = {
  kind: 'system',
  id: 'demonstration',
  name: '',
  permissions: new Set<string>(),
  roles: [],
  offices: [],
} as const

/** What tells one case from another in a list: the place it is about. */
function titleOf(answers: Readonly<Record<string, unknown>>): string {
  for (const answer of Object.values(answers)) {
    const address = (answer as { address?: unknown } | null)?.address
    if (typeof address === 'string') return address
  }
  return ''
}
