import {
  type Effect as EngineEffect,
  nextDue,
  type OpenTask,
  type ProcedureEvent,
  type State,
  step,
  type TraceEntry,
  termRuns,
  waiting,
} from '../../core/procedure/index.ts'
import { type ActContext, type Effect, type Fact, type Refusal, refuse } from '../../platform/acts/index.ts'
import { officeIn, type Procedure } from '../catalogue/index.ts'
import type { Case, Task } from './case.ts'
import type { CasePorts } from './ports.ts'
import { silenceOf } from './silence.ts'

/** A case before its procedure began, or on its way. */
export type CaseOnItsWay = Omit<Case, 'state'> & { readonly state: State | null }

/** A case with all that its next step depends on. */
export interface CaseInHand {
  readonly case: CaseOnItsWay
  readonly openTasks: readonly Task[]
  readonly procedure: Procedure
  readonly ports: CasePorts
  /** Slug of the municipality, whose offices have names of their own. */
  readonly town: string
}

/** A task to be written; its identifier is given when it is. */
export interface NewTask {
  readonly token: number
  readonly element: string
  readonly form: string | null
  readonly officeId: string | null
  readonly role: string | null
  readonly citizen: boolean
  readonly dueOn: string | null
}

/** What one event makes of a case: the case as it must be written, and what opens, closes, is journaled and queued. */
export interface Turn {
  readonly case: Case
  readonly opened: readonly NewTask[]
  readonly closed: readonly string[]
  readonly facts: readonly Fact[]
  readonly effects: readonly Effect[]
}

/**
 * Lets the engine take one event and says what follows for the case. Pure.
 * An event that does not fit is refused with the engine's code (`case.<code>`), and nothing changes.
 */
export function takeTurn(hand: CaseInHand, event: ProcedureEvent, context: ActContext): Turn | Refusal {
  const outcome = step(hand.procedure.graph, hand.case.state, { ...event, at: context.now }, hand.ports)
  if ('refused' in outcome)
    return refuse('case-moved-on', { reason: outcome.refused.code, element: outcome.refused.element })
  const { state, effects, trace } = outcome
  const { tasks } = waiting(hand.procedure.graph, state)
  const open = openWork(hand, tasks)
  // One token goes from task to task: a task is the token where it stands.
  const kept = new Set(open.map(taskKey))
  const known = new Set(hand.openTasks.filter((task) => !isDone(event, task)).map(taskKey))
  return {
    case: caseAfter(hand, state, open, tasks, context),
    opened: open.filter((task) => !known.has(taskKey(task))),
    closed: hand.openTasks
      .filter((task) => isDone(event, task) || !kept.has(taskKey(task)))
      .map(({ taskId }) => taskId),
    facts: [...activityFacts(hand, trace), ...effectFacts(hand, effects)],
    effects: [...queued(hand, effects), ...alarm(hand, state)],
  }
}

/** A task that was done is closed even when the drawing leads back to it at once. */
function isDone(event: ProcedureEvent, { token }: Pick<Task, 'token'>): boolean {
  return 'complete' in event && event.complete === token
}

function taskKey({ token, element }: Pick<Task, 'token' | 'element'>): string {
  return `${token}:${element}`
}

/** The user tasks that hold a token. */
function openWork(hand: CaseInHand, tasks: readonly OpenTask[]): NewTask[] {
  const office = (drawn: string) => officeIn(hand.procedure, hand.town, drawn)
  return tasks
    .filter(({ type }) => type === 'user')
    .map(({ token, element, work, due }) => ({
      token,
      element,
      form: work?.form ?? null,
      officeId: work?.citizen ? null : office(work?.office ?? hand.procedure.service.competentOffice),
      role: work?.role ?? null,
      citizen: work?.citizen ?? false,
      dueOn: due ?? null,
    }))
}

function caseAfter(
  hand: CaseInHand,
  state: State,
  work: readonly NewTask[],
  tasks: readonly OpenTask[],
  context: ActContext,
): Case {
  const closed = state.status !== 'active'
  const silence = silenceOf(hand.procedure, context.municipality.law, { ...hand.ports.context, ...state.variables })
  // Once decided, the term has been kept and the case is no longer at risk; a term that ended without a decision stays, and is late.
  const isDue = state.term && (termRuns(hand.procedure.graph, state) || (state.term.lapsed && !isDecided(state)))
  const dueOn = isDue && state.term ? state.term.due : null
  const { outcome } = state.variables
  return {
    ...hand.case,
    state,
    status: closed ? 'closed' : 'open',
    outcome: typeof outcome === 'string' ? outcome : hand.case.outcome,
    decidedAt: hand.case.decidedAt ?? (typeof outcome === 'string' ? context.now : null),
    closedAt: closed ? (hand.case.closedAt ?? context.now) : null,
    officeId: work.find(({ officeId }) => officeId !== null)?.officeId ?? hand.case.officeId,
    waitingFor: closed ? 'nobody' : whoseTurn(hand, state, work, tasks),
    dueOn,
    suspended: state.term?.openSince !== undefined,
    silence,
    riskOn: dueOn === null || closed ? null : riskDay(dueOn, silence),
  }
}

function isDecided({ variables }: State): boolean {
  return typeof variables.outcome === 'string'
}

/**
 * An office's task comes first; then what the person is asked (a task, a payment, a notification to open), and what the machine does.
 * A message is awaited from the person, the list of a call from the office; where only time must pass, the person has a decision to
 * act on, or the office has the case.
 */
function whoseTurn(hand: CaseInHand, state: State, work: readonly NewTask[], tasks: readonly OpenTask[]) {
  if (work.some(({ citizen }) => !citizen)) return 'office'
  const personIsAsked = tasks.some(({ does }) => does !== undefined && ASKS_THE_PERSON.has(does.kind))
  if (personIsAsked || work.length > 0) return 'applicant'
  if (tasks.some(({ type }) => type !== 'receive')) return 'system'
  if (tasks.some((task) => OF_THE_OFFICE.has(messageOf(hand, task) ?? ''))) return 'office'
  return tasks.length > 0 || isDecided(state) ? 'applicant' : 'office'
}

function messageOf({ procedure }: CaseInHand, { element }: OpenTask): string | undefined {
  const node = procedure.graph.nodes.get(element)
  return node?.kind === 'task' ? node.message?.name : undefined
}

/** Messages that an office sends to many cases at once. */
const OF_THE_OFFICE: ReadonlySet<string> = new Set(['provisional-list', 'final-list'])

const ASKS_THE_PERSON: ReadonlySet<string> = new Set(['payment.request', 'notification.send'])

/** Where silence grants what was asked, a missed term cannot be mended: such a case is ordered as if it ended a week before. */
const DAYS_BROUGHT_FORWARD: Readonly<Record<string, number>> = { granted: 7, expiry: 3 }

function riskDay(dueOn: string, silence: string | null): string {
  const day = new Date(`${dueOn}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - (DAYS_BROUGHT_FORWARD[silence ?? ''] ?? 0))
  return day.toISOString().slice(0, 10)
}

/** The activities begun and ended, as the journal and process mining want them. Gateways and events are left to the drawing. */
function activityFacts(hand: CaseInHand, trace: readonly TraceEntry[]): Fact[] {
  return trace.flatMap(({ element, change, at }) => {
    const node = hand.procedure.graph.nodes.get(element)
    if (node?.kind !== 'task' && node?.kind !== 'call') return []
    return [
      {
        kind: `activity.${CHANGE[change]}`,
        objects: [`case:${hand.case.caseId}`],
        data: { element, at, procedure: hand.procedure.id, version: hand.procedure.version },
      },
    ]
  })
}

const CHANGE = { entered: 'started', left: 'completed', cancelled: 'cancelled', compensated: 'undone' } as const

/** What the rules decided, and what the end of the term meant. */
function effectFacts(hand: CaseInHand, effects: readonly EngineEffect[]): Fact[] {
  return effects
    .filter(({ kind }) => ENGINE_FACTS.has(kind))
    .map((effect) => ({
      kind: `case.${effect.kind}`,
      objects: [`case:${hand.case.caseId}`],
      data: {
        element: effect.element,
        name: effect.name,
        outcome: effect.outcome,
        with: effect.with,
        trace: effect.trace,
      },
    }))
}

const ENGINE_FACTS: ReadonlySet<string> = new Set(['silence', 'decided', 'escalation', 'signal', 'message'])

/** What the workers must do: each `f:do` of the drawing is a task of the queue, `case.<kind>`. */
function queued(hand: CaseInHand, effects: readonly EngineEffect[]): Effect[] {
  return effects
    .filter(({ kind }) => !ENGINE_FACTS.has(kind))
    .map((effect) => ({
      task: `case.${effect.kind}`,
      payload: {
        caseId: hand.case.caseId,
        element: effect.element,
        token: effect.token ?? 0,
        wait: effect.wait ?? false,
        with: effect.with ?? {},
      },
      key: `case:${hand.case.caseId}:${effect.element}:${effect.token ?? 0}:${effect.at}`,
    }))
}

/** The next moment at which time alone moves the case; the same key replaces the alarm set before. */
function alarm(hand: CaseInHand, state: State): Effect[] {
  const due = state.status === 'active' ? nextDue(hand.procedure.graph, state, hand.ports) : undefined
  if (due === undefined) return []
  return [
    { task: 'case.advance', payload: { caseId: hand.case.caseId }, key: `case:${hand.case.caseId}:alarm`, runAt: due },
  ]
}

/** Whether the procedure waits for this message now: the acts that pages offer are those that would be accepted. */
export function awaits(hand: Pick<CaseInHand, 'case' | 'procedure'>, message: string): boolean {
  return messagesAwaited(hand).includes(message)
}

/** The names of the messages that the procedure waits for. */
export function messagesAwaited({ case: { state }, procedure }: Pick<CaseInHand, 'case' | 'procedure'>): string[] {
  if (state === null || state.status !== 'active') return []
  const { awaited } = waiting(procedure.graph, state)
  return [...new Set(awaited.filter(({ kind }) => kind === 'message').map(({ name }) => name))]
}

/** Whether the drawing gives a name to what the worker at this token answers; otherwise the answer is not kept in the state. */
export function wantsResult(
  { case: { state }, procedure }: Pick<CaseInHand, 'case' | 'procedure'>,
  token: number,
): boolean {
  if (state === null) return false
  return waiting(procedure.graph, state).tasks.some((task) => task.token === token && task.does?.result !== undefined)
}
