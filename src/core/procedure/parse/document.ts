import { BpmnModdle, type Warning } from 'bpmn-moddle'
import { finestraModdle } from '../finestra-moddle.ts'
import { children, type Element, idOf, isElement, text, typeOf } from './element.ts'
import type { Problems } from './problem.ts'

/** A drawing that was read: its root elements, and the references that lead nowhere. */
export interface Document {
  readonly roots: readonly Element[]
  /** The text of a reference that names no element, e.g. a variable in `loopDataInputRef`. */
  unresolved(element: Element, property: string): string | undefined
}

/** Reads BPMN 2.0 XML; what cannot be read is refused with its line. */
export async function readDocument(xml: string, problems: Problems): Promise<Document | undefined> {
  const moddle = new BpmnModdle({ f: finestraModdle })
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml)
    if (!isElement(rootElement)) return undefined
    return { roots: children(rootElement, 'rootElements'), unresolved: sortWarnings(warnings, xml, problems) }
  } catch (error) {
    problems.refuse(
      'not-bpmn',
      idAt(xml, error),
      oneLine(error),
      'Save the drawing again as BPMN 2.0 XML from a BPMN tool.',
    )
    return undefined
  }
}

/** bpmn-moddle reports as warnings what would otherwise be skipped in silence. */
function sortWarnings(warnings: readonly Warning[], xml: string, problems: Problems): Document['unresolved'] {
  const unresolved = new Map<unknown, Map<string, string>>()
  for (const warning of warnings) {
    const element = warning.element?.id ?? idAt(xml, warning)
    const message = oneLine(warning)
    if (warning.message.startsWith('unresolved reference')) {
      const property = (warning.property ?? '').replace(/^.*:/, '')
      const known = unresolved.get(warning.element) ?? new Map<string, string>()
      unresolved.set(warning.element, known.set(property, warning.value ?? ''))
    } else if (warning.message.startsWith('unknown attribute')) {
      if (/<f:/.test(message) && !isSetOfNode(warning))
        problems.refuse('unsupported', element, `${message}.`, 'Remove the attribute or correct its name.')
    } else if (/duplicate id/i.test(warning.message)) {
      problems.refuse(
        'duplicate-id',
        message.match(/duplicate id <([^>]*)>/i)?.[1] ?? element,
        message,
        'Give each element its own id.',
      )
    } else {
      problems.refuse(
        'not-bpmn',
        element,
        message,
        'Remove what BPMN 2.0 does not know, or put it in extensionElements.',
      )
    }
  }
  return (element, property) => unresolved.get(element)?.get(property)
}

/** The id written in the tag that a message of bpmn-moddle speaks of; the empty text when it has none. */
function idAt(xml: string, error: unknown): string {
  const [, tag, line, column] = /<([\w:.-]+)[\s\S]*line: (\d+)\s+column: (\d+)/.exec(messageOf(error)) ?? []
  if (tag === undefined) return ''
  const before = xml.split('\n', Number(line)).join('\n').length
  const start = xml.lastIndexOf(`<${tag}`, before + Number(column) + 1)
  const written = start < 0 ? '' : xml.slice(start, xml.indexOf('>', start))
  return /\sid\s*=\s*["']([^"']*)["']/.exec(written)?.[1] ?? ''
}

/** `f:set` cannot be declared to moddle, but is known on every node. */
function isSetOfNode({ property, element }: Warning): boolean {
  return property === 'f:set' && /(Task|Event|Gateway|SubProcess|Transaction|Activity)$/.test(element?.$type ?? '')
}

/** All processes of the drawing, and the one that a collaboration shows first. */
export function processesOf(document: Document): { all: readonly Element[]; shown: readonly Element[] } {
  const all = document.roots.filter((root) => typeOf(root) === 'Process')
  const shown = document.roots
    .filter((root) => typeOf(root) === 'Collaboration')
    .flatMap((collaboration) => children(collaboration, 'participants'))
    .map((participant) => participant.processRef)
    .filter(isElement)
  return { all, shown: shown.length > 0 ? shown : all }
}

/** Chooses what runs: the named process, else the only executable one, else the first that has elements. */
export function chooseProcess(document: Document, wanted: string | undefined, problems: Problems): Element | undefined {
  const { all, shown } = processesOf(document)
  const ids = all.map(idOf).join(', ')
  if (wanted !== undefined) {
    const found = all.find((process) => process.id === wanted)
    if (!found)
      problems.refuse('no-process', wanted, `No process has this id; there are: ${ids}.`, 'Name one of these.')
    return found
  }
  const executable = all.filter((process) => process.isExecutable === true)
  const candidates = notCalled(executable.length > 0 ? executable : shown, all)
  const chosen =
    shown.find((process) => candidates.includes(process) && hasElements(process)) ?? candidates.find(hasElements)
  if (!chosen) problems.refuse('no-process', ids, 'The drawing holds no process with elements.', 'Draw a process.')
  return chosen
}

/** A process that another one calls is a part of it; it is chosen only when there is no other. */
function notCalled(candidates: readonly Element[], all: readonly Element[]): readonly Element[] {
  const called = new Set(all.flatMap((process) => calledFrom(process).filter((id) => id !== process.id)))
  const others = candidates.filter((process) => !called.has(idOf(process)))
  return others.length > 0 ? others : candidates
}

function calledFrom(scope: Element): string[] {
  return children(scope, 'flowElements').flatMap((element) => {
    const named = text(element, 'calledElement')
    return named === undefined ? calledFrom(element) : [named.replace(/^.*:/, '')]
  })
}

function hasElements(process: Element): boolean {
  return children(process, 'flowElements').length > 0
}

function messageOf(error: unknown): string {
  return String(typeof error === 'object' && error !== null && 'message' in error ? error.message : error)
}

function oneLine(error: unknown): string {
  return messageOf(error)
    .replace(
      /line: (\d+)\s+column: (\d+)/,
      (_, line, column) => `line ${Number(line) + 1}, column ${Number(column) + 1}`,
    )
    .replace(/\s*\n\s*/g, '; ')
}
