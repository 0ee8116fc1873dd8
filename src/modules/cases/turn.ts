import { formatTerm, parseTerm } from '../../core/deadlines/index.ts'
import {
  type Effect as EngineEffect,
  nextDue,
  type Ports,
  type ProcedureEvent,
  type State,
  step,
  type TraceEntry,
  waiting,
} from '../../core/procedure/index.ts'
import { type ActContext, type Effect, type Fact, type Refusal, refuse } from '../../platform/acts/index.ts'
import type { Procedure } from '../catalogue/index.ts'
import type { Case, Task } from './case.ts'

/** A case with all that its next step depends on. */
export interface CaseInHand {
  readonly case: Case
  readonly openTasks: readonly Task[]
  readonly procedure: Procedure
  readonly ports: Ports
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
  const open = openWork(hand.procedure, state)
  const kept = new Set(open.map(({ token }) => token))
  const known = new Set(hand.openTasks.map(({ token }) => token))
  return {
    case: caseAfter(hand, state, open, effects, context),
    opened: open.filter(({ token }) => !known.has(token)),
    closed: hand.openTasks.filter(({ token }) => !kept.has(token)).map(({ taskId }) => taskId),
    facts: [...activityFacts(hand, trace), ...effectFacts(hand, effects)],
    effects: [...queued(hand, effects), ...alarm(hand, state)],
  }
}

/** The user tasks that hold a token. */
function openWork(procedure: Procedure, state: State): NewTask[] {
  return waiting(procedure.graph, state)
    .filter((wait) => wait.kind === 'task' && wait.type === 'user')
    .map((wait) => ({
      token: wait.token,
      element: wait.element,
      form: wait.work?.form ?? null,
      officeId: wait.work?.citizen ? null : (wait.work?.office ?? procedure.service.competentOffice),
      role: wait.work?.role ?? null,
      citizen: wait.work?.citizen ?? false,
      dueOn: wait.due ?? null,
    }))
}

function caseAfter(
  hand: CaseInHand,
  state: State,
  open: readonly NewTask[],
  effects: readonly EngineEffect[],
  context: ActContext,
): Case {
  const closed = state.status !== 'active'
  const silence = silenceOf(hand.procedure, state)
  const dueOn = state.term?.due ?? null
  const outcome = state.variables.outcome
  return {
    ...hand.case,
    state,
    status: closed ? 'closed' : 'open',
    outcome: typeof outcome === 'string' ? outcome : hand.case.outcome,
    closedAt: closed ? (hand.case.closedAt ?? context.now) : null,
    officeId: open.find(({ officeId }) => officeId !== null)?.officeId ?? hand.case.officeId,
    waitingFor: closed ? 'nobody' : whoseTurn(hand, state, open, effects),
    dueOn,
    suspended: state.term?.openSince !== undefined,
    silence,
    riskOn: dueOn === null || closed ? null : riskDay(dueOn, silence),
  }
}

/** An office's task comes first; a request to the person (a task, a payment, a notification) keeps the case with them. */
function whoseTurn(
  hand: CaseInHand,
  state: State,
  open: readonly NewTask[],
  _: readonly EngineEffect[],
): Case['waitingFor'] {
  if (open.some(({ citizen }) => !citizen)) return 'office'
  const asked = waiting(hand.procedure.graph, state).some(
    (wait) => wait.does !== undefined && ASKS_THE_PERSON.has(wait.does.kind),
  )
  return asked || open.length > 0 ? 'applicant' : 'system'
}

const ASKS_THE_PERSON: ReadonlySet<string> = new Set(['payment.request', 'notification.send'])

function silenceOf(procedure: Procedure, state: State): string | null {
  return state.term === undefined ? null : (procedure.graph.root.term?.silence ?? null)
}

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
  const due = state.status === 'active' ? nextDue(hand.procedure.graph, state) : undefined
  if (due === undefined) return []
  return [
    { task: 'case.advance', payload: { caseId: hand.case.caseId }, key: `case:${hand.case.caseId}:alarm`, runAt: due },
  ]
}

/** The term of a procedure in words that the law uses, for pages and documents. */
export function termInWords(length: string): string {
  return formatTerm(parseTerm(length))
}
