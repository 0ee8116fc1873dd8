import type { GraphNode } from '../procedure/index.ts'
import { entriesOf } from './names-in.ts'
import type { Package } from './package.ts'

/** What every expression of a procedure may read without any task having given it; none of it is kept in the state. */
export const CONTEXT_NAMES = [
  'application',
  'applicant',
  'municipality',
  'opened',
  'registers',
  'case',
  'parameters',
] as const

/** What comes with the messages that the host sends into a procedure. */
const MESSAGE_DATA: Readonly<Record<string, readonly string[]>> = {
  'request-correction': ['defects', 'days'],
  appeal: ['grounds'],
  allegations: ['text'],
  'change-of-circumstances': ['text'],
  'provisional-list': ['place', 'granted', 'amount', 'reason'],
  'final-list': ['place', 'granted', 'amount', 'reason'],
  withdraw: [],
  'works-started': [],
  'works-finished': [],
}

/** The messages that the host sends: a drawing that awaits another one would wait for ever. */
export const MESSAGES: readonly string[] = Object.keys(MESSAGE_DATA)

/** The names of the messages that an element awaits. */
export function messagesAwaitedBy(node: GraphNode): string[] {
  if (node.kind === 'task') return node.message === undefined ? [] : [node.message.name]
  if (!('triggers' in node) || node.kind === 'throw' || node.kind === 'end') return []
  return node.triggers.flatMap((trigger) => (trigger.type === 'message' ? [trigger.name] : []))
}

/** The effects that Finestra carries out, when the host does not say otherwise. */
export const EFFECT_KINDS: readonly string[] = [
  ...['document.issue', 'notification.send', 'message.send', 'payment.request', 'register.read', 'sample.draw'],
  ...['refund.request', 'case.archive'],
]

/** The process variables that the drawing can give: results, what is set, the answers of officers' tasks, the data of messages. */
export function variablesGiven({ graph, form }: Pick<Package, 'graph' | 'form'>): ReadonlySet<string> {
  const names = new Set<string>()
  const add = (more: Iterable<string | undefined>) => {
    for (const name of more) if (name !== undefined) names.add(name)
  }
  for (const node of graph.nodes.values()) {
    if (node.set !== undefined) add(entriesOf(node.set)?.keys() ?? [])
    if ('does' in node) add([node.does?.result])
    if (node.kind === 'task') {
      add([node.decision?.result, node.script?.result])
      if (node.work?.form !== undefined && !node.work.citizen) add(fieldsOfTask(form, node.work.form))
    }
    if ('loop' in node && node.loop) add([node.loop.item, ...(node.loop.outputCollection ?? []), node.loop.outputItem])
    for (const message of messagesAwaitedBy(node)) add(MESSAGE_DATA[message] ?? [])
  }
  return names
}

/** Ids of the fields of the application. */
export function applicationFields({ form }: Pick<Package, 'form'>): ReadonlySet<string> {
  return new Set(form.pages.flatMap(({ fields }) => fields.map(({ id }) => id)))
}

function fieldsOfTask(form: Package['form'], key: string): string[] {
  return form.tasks.get(key)?.pages.flatMap(({ fields }) => fields.map(({ id }) => id)) ?? []
}

/** Every expression of the drawing, with the element that holds it. */
export function expressionsOf(nodes: Iterable<GraphNode>): { readonly element: string; readonly text: string }[] {
  return [...nodes].flatMap((node) => [...feelIn(node)].map((text) => ({ element: node.id, text })))
}

const FEEL_KEYS = new Set(['condition', 'set', 'with', 'feel', 'cardinality', 'completion'])

function* feelIn(value: unknown, key = ''): Generator<string> {
  if (typeof value === 'string') {
    if (FEEL_KEYS.has(key)) yield value
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* feelIn(item, Array.isArray(value) ? key : name)
  }
}
