import type { Graph } from '../compile.ts'
import type { Change, Effect, Ports, Refusal, TraceEntry } from '../event.ts'
import type { GraphNode } from '../graph.ts'
import type { Done, State, Status, TermState, Timer, Token, Variables } from '../state.ts'

/** A token while a step is under way: a copy that may be changed, and may be gone already. */
export type LiveToken = { -readonly [Key in keyof Token]: Token[Key] } & {
  gone?: true
  /** It has left one node and not yet entered the next. */
  onItsWay?: true
  /** It is on the agenda to see whether anything is left in this scope. */
  settling?: true
}

/** What is still to be done with a token before the step ends. */
export interface Job {
  /** `enter` a node, `perform` one instance of an activity, `finish` it, or `settle` a scope that may be empty. */
  readonly kind: 'enter' | 'perform' | 'finish' | 'settle'
  readonly token: LiveToken
  readonly node: GraphNode
  /** The flow by which the token comes. */
  readonly via?: string
}

/**
 * One step under way: a copy of the state that the kinds of elements change, the jobs that are left,
 * and what is told to the outside. They do not call each other: they leave jobs on the agenda.
 */
export class Run {
  readonly graph: Graph
  readonly ports: Ports
  readonly agenda: Job[] = []
  readonly trace: TraceEntry[] = []
  readonly effects: Effect[] = []
  status: Status
  at: string
  next: number
  tokens: LiveToken[]
  timers: readonly Timer[]
  done: readonly Done[]
  holding: readonly string[]
  variables: Variables
  term: TermState | undefined
  failure: State['failure']
  /** How many nodes were entered in this step. */
  entered = 0

  constructor(graph: Graph, state: State, ports: Ports) {
    this.graph = graph
    this.ports = ports
    this.status = state.status
    this.at = state.at
    this.next = state.next
    this.tokens = state.tokens.map((token) => ({ ...token }))
    this.timers = state.timers
    this.done = state.done
    this.holding = state.holding ?? []
    this.variables = state.variables
    this.term = state.term
    this.failure = state.failure
  }

  /** The state as it is now, as plain JSON. */
  state(): State {
    if (this.status !== 'active') this.clear()
    return {
      process: this.graph.data.process,
      status: this.status,
      at: this.at,
      next: this.next,
      tokens: this.tokens,
      timers: this.timers,
      done: this.done,
      ...(this.holding.length > 0 && { holding: this.holding }),
      variables: this.variables,
      ...(this.term && { term: this.term }),
      ...(this.failure && { failure: this.failure }),
    }
  }

  /** Nothing is left to run: only the variables, the term and the end itself remain. */
  private clear(): void {
    this.tokens = []
    this.timers = []
    this.done = []
    this.holding = []
  }

  node(id: string): GraphNode {
    const node = this.graph.nodes.get(id)
    if (!node)
      throw new Error(`The state speaks of “${id}”, which is not in the graph of “${this.graph.data.process}”.`)
    return node
  }

  parent(token: LiveToken): LiveToken | undefined {
    return token.in === undefined ? undefined : this.token(token.in)
  }

  token(id: number): LiveToken | undefined {
    for (const token of this.tokens) if (token.id === id) return token
    return undefined
  }

  children(scope: number): LiveToken[] {
    return this.tokens.filter((token) => token.in === scope)
  }

  spawn(at: string, scope: number, more?: Partial<Token>): LiveToken {
    const token: LiveToken = { id: this.next++, at, in: scope, ...more }
    this.tokens.push(token)
    return token
  }

  log(node: GraphNode, change: Change): void {
    this.trace.push({ at: this.at, element: node.drawn ?? node.id, change })
  }

  emit(effect: Omit<Effect, 'at'>): void {
    this.effects.push({ ...effect, at: this.at })
  }

  /** To be looked at when its turn comes: a scope that may have become empty. */
  settle(scope: LiveToken): void {
    if (scope.settling) return
    scope.settling = true
    this.schedule('settle', scope, this.node(scope.at))
  }

  schedule(kind: Job['kind'], token: LiveToken, node: GraphNode, via?: string): void {
    if (kind === 'enter') token.onItsWay = true
    this.agenda.push(via === undefined ? { kind, token, node } : { kind, token, node, via })
  }
}

/** Ends the step without any change: thrown inside the engine, returned as a value by `step`. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.remedy)
    this.refusal = refusal
  }
}

export function refuse(code: Refusal['code'], element: string, remedy: string): never {
  throw new Refused({ code, element, remedy })
}
