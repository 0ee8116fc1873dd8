import type { Parser } from './parser.ts'

/** A node of the grammar's tree. */
export type SyntaxNode = ReturnType<Parser['parse']>['topNode']

/** A parsed text: positions in the tree are positions in the text. */
export interface Source {
  readonly text: string
  readonly top: SyntaxNode
}

/** The children of a node that mean something: comments are left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') children.push(child)
  }
  return children
}

/**
 * The text with the two types that DMN 1.5 has and the grammar lacks written, in the same length, as ones that it has:
 * `range<T>` as `list <T>` and `context<>` as `context`. Who reads the tree looks at the original text.
 */
export function withGrammarTypes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*|\brange(?=\s*<)|\bcontext\s*<\s*>/g, (part) => {
    if (part === 'range') return 'list '
    return part.startsWith('context') ? 'context'.padEnd(part.length) : part
  })
}
