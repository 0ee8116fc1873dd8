import type { Graph, GraphNode } from '../../core/procedure/index.ts'
import { formatDate } from '../../platform/i18n/index.ts'
import type { MapStep, PageContext } from '../../ui/index.ts'
import type { CaseFile } from './case-file.ts'

/** The way of a case so far: what was done with its day, where it is now with what `note` says of it, and what may come next. */
export function wayOfCase(
  { lang, municipality }: Pick<PageContext, 'lang' | 'municipality'>,
  file: CaseFile,
  note: (element: string) => string | undefined,
): MapStep[] {
  const { graph, service } = file.procedure
  const nameOf = (element: string) => service.steps[element]?.[lang]
  const here = file.here.filter((element) => isStep(graph.nodes.get(element)) && nameOf(element) !== undefined)
  const days = completedOn(file)
  const begin = graph.root.starts[0]
  const begun: [string, string][] =
    begin !== undefined && nameOf(begin) !== undefined ? [[begin, file.case.openedAt]] : []
  const done = [...begun, ...days].filter(([element]) => nameOf(element) !== undefined && !here.includes(element))
  const next = here.flatMap((element) => tasksAfter(graph, element))
  return [
    ...done.map(
      ([element, at]): MapStep => ({
        ...{ element, name: nameOf(element) ?? element, state: 'done' },
        note: formatDate(lang, at, 'medium', municipality.zone),
      }),
    ),
    ...here.map(
      (element): MapStep => ({
        element,
        name: nameOf(element) ?? element,
        state: 'here',
        note: note(element),
      }),
    ),
    ...[...new Set(next)]
      .filter((element) => nameOf(element) !== undefined && !here.includes(element) && !days.has(element))
      .slice(0, NEXT_SHOWN)
      .map(
        (element): MapStep => ({
          element,
          name: nameOf(element) ?? element,
          state: 'next',
        }),
      ),
  ]
}

/** More than this is guessing. */
const NEXT_SHOWN = 2

/** Each activity that was done, with when it was done first. */
function completedOn({ history, procedure: { graph } }: CaseFile): Map<string, string> {
  const days = new Map<string, string>()
  for (const { kind, data, at } of history) {
    const element = String(data.element ?? '')
    if (kind === 'activity.completed' && isTold(graph.nodes.get(element)) && !days.has(element))
      days.set(element, typeof data.at === 'string' ? data.at : at)
  }
  return days
}

/** What the rules work out between two steps is theirs, not a step of the person's way. */
function isTold(node: GraphNode | undefined): boolean {
  return !(node?.kind === 'task' && node.type === 'businessRule')
}

function isStep(node: GraphNode | undefined): boolean {
  return node?.kind === 'task' || node?.kind === 'call' || node?.kind === 'catch'
}

/** The tasks that come first after an element, whatever the gateways between decide. */
function tasksAfter(graph: Graph, element: string): string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const ahead = [element]
  for (let at = ahead.shift(); at !== undefined; at = ahead.shift()) {
    const node = graph.nodes.get(at)
    if (node === undefined || seen.has(at)) continue
    seen.add(at)
    if (at !== element && isStep(node)) found.push(at)
    // After the last element of a sub-process its own way goes on.
    else if (node.outgoing.length === 0 && node.kind === 'end') ahead.push(...followersOf(graph, node.parent))
    else ahead.push(...node.outgoing.map(({ to }) => to))
  }
  return found
}

function followersOf(graph: Graph, scope: string): string[] {
  return (graph.nodes.get(scope)?.outgoing ?? []).map(({ to }) => to)
}
