/**
 * The compiled form of a drawn procedure: plain data, as small as it can be, that can be kept as JSON
 * and read again without the drawing. `compile.ts` turns it into something that runs.
 */

/** A FEEL expression as text, already freed from `=` and `${…}`; its closure is found in `Graph.feel`. */
export type FeelText = string

/** A sequence flow, kept with the node that it leaves. */
export interface FlowData {
  readonly id: string
  readonly to: string
  readonly condition?: FeelText
}

/** What an event definition waits for (catching) or does (throwing). */
export type Trigger =
  | { readonly type: 'message'; readonly name: string; readonly ref: string }
  | { readonly type: 'signal'; readonly name: string; readonly ref: string }
  | { readonly type: 'timer'; readonly timer: TimerData }
  | { readonly type: 'error'; readonly code?: string; readonly names: readonly string[] }
  | { readonly type: 'escalation'; readonly code?: string; readonly names: readonly string[] }
  | { readonly type: 'conditional'; readonly condition: FeelText }
  | { readonly type: 'compensation'; readonly activity?: string; readonly wait: boolean }
  | { readonly type: 'link'; readonly name: string }
  | { readonly type: 'terminate' }
  | { readonly type: 'cancel' }

/** Either ISO 8601 text known at load, or FEEL that gives such text when the timer is set. */
export type TimeText = { readonly iso: string } | { readonly feel: FeelText }

export type TimerData =
  | { readonly kind: 'date' | 'duration' | 'cycle'; readonly value: TimeText }
  /** Ends with the legal term of the whole procedure. */
  | { readonly kind: 'process-term' }
  /** A legal term of its own, counted from the moment the timer is set. */
  | { readonly kind: 'term'; readonly term: string; readonly start: TermStart }

export type TermStart = 'register-entry' | 'notification'
export type Silence = 'granted' | 'refused' | 'expiry'

/** The legal term of the procedure: how long, counted from when, and what silence means at its end. */
export interface TermData {
  readonly length: string
  readonly start: TermStart
  readonly silence?: Silence
}

interface NodeBase {
  readonly id: string
  /** The element id in the drawing, when a called procedure of another file uses the same one. */
  readonly drawn?: string
  readonly name?: string
  /** The sub-process or process that contains the node. */
  readonly parent: string
  readonly incoming: readonly string[]
  readonly outgoing: readonly FlowData[]
  /** Id of the flow that is taken when no condition holds. */
  readonly defaultFlow?: string
  /** A FEEL context merged into the variables on leaving (`f:set`). */
  readonly set?: FeelText
  readonly suspends?: SuspensionData
}

/** The legal term does not run while a token is here; `max` caps it (`f:suspends`, `f:suspendMax`). */
export interface SuspensionData {
  readonly max?: string
}

/** Who does a user task, with what form, in how long. Finestra only carries it to the host. */
export interface WorkData {
  readonly office?: string
  readonly role?: string
  readonly form?: string
  readonly term?: string
  /** True when the applicant does it. */
  readonly citizen?: boolean
}

/** What the host is asked to do (`f:do`), with what, and where its answer goes. */
export interface DoData {
  readonly kind: string
  readonly with?: FeelText
  readonly result?: string
  readonly wait: boolean
}

export interface DecisionData {
  readonly name: string
  readonly with?: FeelText
  readonly result: string
}

/** Names tried in order: a data object is known by its name, and failing that by its id. */
export type DataNames = readonly string[]

export interface LoopData {
  readonly kind: 'parallel' | 'sequential' | 'standard'
  readonly cardinality?: FeelText
  readonly collection?: DataNames | { readonly feel: FeelText }
  /** Local variable that holds one element of the collection. */
  readonly item?: string
  readonly outputCollection?: DataNames
  readonly outputItem?: string
  /** Multi-instance: stop when true. */
  readonly completion?: FeelText
  /** Standard loop: go on while true. */
  readonly condition?: FeelText
  readonly testBefore?: boolean
  readonly maximum?: number
}

interface ActivityBase extends NodeBase {
  readonly boundaries: readonly string[]
  readonly loop?: LoopData
  /** The activity that undoes this one. */
  readonly undoneBy?: string
  /** True when the activity only runs to undo another. */
  readonly undoes?: boolean
}

export interface TaskNode extends ActivityBase {
  readonly kind: 'task'
  readonly type: 'user' | 'service' | 'businessRule' | 'send' | 'receive' | 'manual' | 'script' | 'none'
  readonly work?: WorkData
  readonly does?: DoData
  readonly decision?: DecisionData
  readonly script?: { readonly text: FeelText; readonly result?: string }
  readonly message?: { readonly name: string; readonly ref: string }
}

/** What a process, sub-process or event sub-process holds. */
export interface ScopeData {
  readonly starts: readonly string[]
  readonly events: readonly string[]
}

export interface SubProcessNode extends ActivityBase, ScopeData {
  readonly kind: 'sub-process'
  readonly flavour: 'embedded' | 'transaction' | 'event'
}

/** One variable carried into or out of a called procedure. */
export interface DataMapping {
  readonly from: DataNames | { readonly feel: FeelText }
  readonly to: string
}

export interface CallNode extends ActivityBase {
  readonly kind: 'call'
  /** Id of the process node that is called. */
  readonly calls: string
  readonly inputs?: readonly DataMapping[]
  readonly outputs?: readonly DataMapping[]
}

export interface GatewayNode extends NodeBase {
  readonly kind: 'exclusive' | 'inclusive' | 'parallel' | 'event-based'
}

export interface EventNode extends NodeBase {
  readonly kind: 'start' | 'end' | 'catch' | 'throw' | 'boundary'
  readonly triggers: readonly Trigger[]
  /** Boundary events and starts of event sub-processes. */
  readonly interrupting: boolean
  readonly attachedTo?: string
  readonly does?: DoData
}

export interface ProcessNode extends NodeBase, ScopeData {
  readonly kind: 'process'
  readonly term?: TermData
}

export type ActivityNode = TaskNode | SubProcessNode | CallNode
export type GraphNode = ActivityNode | GatewayNode | EventNode | ProcessNode

/** A procedure ready to be stored: JSON in, the same JSON out. */
export interface GraphData {
  /** Id of the process that runs; it is also a key of `nodes`. */
  readonly process: string
  readonly nodes: Readonly<Record<string, GraphNode>>
}
