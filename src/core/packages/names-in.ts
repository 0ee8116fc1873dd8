// The tree of FEEL is the rules' own matter; only its free names are asked here, which no evaluation can tell.
import { parseExpression } from '../rules/feel/syntax/parse.ts'
import type { Node } from '../rules/feel/syntax/tree.ts'

/**
 * The names that an expression takes from its surroundings: `application` of `application.budget`, not what it defines
 * itself (`x` of `some x in …`, earlier keys of a context). Inside a filter any name may be a property of the items, so
 * names there do not count. Throws FeelSyntaxError.
 */
export function namesIn(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  collect(parseExpression(text), new Set(), found)
  return found
}

/** The entries of an expression that is a context written out, by key; undefined for anything else. */
export function entriesOf(text: string): ReadonlyMap<string, Node> | undefined {
  const node = parseExpression(text)
  return node.kind === 'context' ? new Map(node.entries.map(({ key, value }) => [key, value])) : undefined
}

/** The text that a node always gives, or the part of it that is fixed: `"decision-" + outcome` begins with `decision-`. */
export function textOf(node: Node | undefined): { readonly text: string } | { readonly begins: string } | undefined {
  if (node?.kind === 'literal') return typeof node.value === 'string' ? { text: node.value } : undefined
  if (node?.kind !== 'arithmetic' || node.operator !== '+') return undefined
  const left = textOf(node.left)
  return left === undefined ? undefined : { begins: 'text' in left ? left.text : left.begins }
}

function collect(node: Node, own: ReadonlySet<string>, found: Set<string>): void {
  const visit = (child: Node) => collect(child, own, found)
  switch (node.kind) {
    case 'name':
      if (!own.has(node.name)) found.add(node.name)
      return
    case 'context':
      collectContext(node.entries, own, found)
      return
    case 'function':
      collect(node.body, new Set([...own, ...node.parameters.map(({ name }) => name)]), found)
      return
    case 'for':
    case 'some':
    case 'every':
      collectIterations(node, own, found)
      return
    case 'filter':
      visit(node.of)
      return
    case 'call':
      if (node.callee.kind !== 'name') visit(node.callee)
      node.args.forEach(visit)
      return
    default:
      childrenOf(node).forEach(visit)
  }
}

function collectContext(
  entries: readonly { key: string; value: Node }[],
  own: ReadonlySet<string>,
  found: Set<string>,
): void {
  const seen = new Set(own)
  for (const { key, value } of entries) {
    collect(value, seen, found)
    seen.add(key)
  }
}

function collectIterations(
  node: Extract<Node, { iterations: unknown }>,
  own: ReadonlySet<string>,
  found: Set<string>,
): void {
  const seen = new Set(own)
  for (const { name, from, to } of node.iterations) {
    collect(from, seen, found)
    if (to) collect(to, seen, found)
    seen.add(name)
  }
  collect(node.body, new Set([...seen, 'partial']), found)
}

/** The nodes right below one of the plain kinds. */
function childrenOf(node: Node): readonly Node[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}
