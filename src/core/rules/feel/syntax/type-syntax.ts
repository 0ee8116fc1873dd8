import { normalName } from '../value.ts'
import { childrenOf, type Source, type SyntaxNode } from './source.ts'
import type { TypeNode } from './tree.ts'

/** The type that a `Type` node of the grammar writes. */
export function readType(node: SyntaxNode, source: Source): TypeNode {
  const type = childrenOf(node)[0] ?? node
  switch (type.name) {
    case 'ListType':
      return { kind: isRange(type, source) ? 'range' : 'list', of: readNested(type, source) }
    case 'ContextType':
      return { kind: 'context', entries: readEntries(type, source) }
    case 'FunctionType':
      return readFunctionType(type, source)
    default:
      return { kind: 'name', name: nameOf(type, source) }
  }
}

function isRange(type: SyntaxNode, source: Source): boolean {
  return source.text.startsWith('range', type.from)
}

function readNested(type: SyntaxNode, source: Source): TypeNode {
  const nested = childrenOf(type).find(({ name }) => name === 'Type')
  return nested === undefined ? { kind: 'name', name: 'Any' } : readType(nested, source)
}

function readEntries(type: SyntaxNode, source: Source) {
  const entries = childrenOf(type).find(({ name }) => name === 'ContextEntryTypes')
  return (entries === undefined ? [] : childrenOf(entries)).map((entry) => ({
    name: nameOf(childrenOf(entry)[0] ?? entry, source),
    type: readNested(entry, source),
  }))
}

function readFunctionType(type: SyntaxNode, source: Source): TypeNode {
  const parameters = childrenOf(type).find(({ name }) => name === 'ArgumentTypes')
  return {
    kind: 'function',
    parameters: (parameters === undefined ? [] : childrenOf(parameters)).map((one) => readNested(one, source)),
    result: readNested(type, source),
  }
}

function nameOf(node: SyntaxNode, source: Source): string {
  return normalName(source.text.slice(node.from, node.to).replace(/<\s*>$/, ''))
}
