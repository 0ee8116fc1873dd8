import { cleanAnswers } from '../../../core/forms/index.ts'
import { type Graph, type GraphNode, step } from '../../../core/procedure/index.ts'
import { portsOf } from '../../cases/index.ts'
import type { Visit } from '../visit.ts'
import type { TaskInHand } from './task-in-hand.ts'

/** A document that the drawing issues when the task ends. */
export interface IssuedNext {
  readonly title: string
  /** The officer signs it; otherwise the seal of the town stands alone. */
  readonly isSigned: boolean
  /** It goes out through the register. */
  readonly isRegistered: boolean
}

/**
 * What the town hall would issue if the task ended with these answers: the engine takes the step on paper. `undefined` when the step
 * issues nothing, or does not fit.
 */
export function issuedNext(visit: Visit, hand: TaskInHand, answers: Readonly<Record<string, unknown>>) {
  const { task, form, context, file } = hand
  const { case: one, procedure } = file
  const given = form ? cleanAnswers(form, answers, context) : {}
  const ports = portsOf(procedure, visit.request.municipality, one)
  const event = { complete: task.token, with: given, at: visit.platform.now() }
  const outcome = step(procedure.graph, one.state, event, ports)
  if ('refused' in outcome) return undefined
  const issue = outcome.effects.find(({ kind }) => kind === 'document.issue')
  // Written by the drawing: `{template, title, sign, register}`.
  const wanted = issue?.with as { template: string; title?: string; sign?: string; register?: boolean } | undefined
  if (!wanted) return undefined
  const next: IssuedNext = {
    title: procedure.service.documents[wanted.title ?? wanted.template]?.title[visit.ctx.lang] ?? wanted.template,
    isSigned: wanted.sign === 'officer',
    isRegistered: wanted.register ?? false,
  }
  return next
}

/** Whether a document can be issued as soon as the task ends, before the case waits for anything else: whether there is one to preview. */
export function mayIssue({ nodes }: Graph, element: string): boolean {
  const reached = new Set([element])
  for (const id of reached) {
    const node = nodes.get(id)
    if (node === undefined) continue
    if (issues(node)) return true
    if (id === element || passesOn(node)) for (const { to } of node.outgoing) reached.add(to)
    // What ends a part of the drawing goes on where the part does.
    if (node.kind === 'end' && node.parent !== undefined)
      for (const { to } of nodes.get(node.parent)?.outgoing ?? []) reached.add(to)
  }
  return false
}

function issues(node: GraphNode): boolean {
  return 'does' in node && node.does?.kind === 'document.issue'
}

/** Gateways, and tasks that the machine does at once. */
function passesOn(node: GraphNode): boolean {
  return GATEWAYS.has(node.kind) || (node.kind === 'task' && node.decision !== undefined)
}

const GATEWAYS: ReadonlySet<GraphNode['kind']> = new Set(['exclusive', 'inclusive', 'parallel'])
