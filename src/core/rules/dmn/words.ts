import { normalName } from '../feel/value.ts'
import { childNamed, childrenNamed, parseXml, textIn, type XmlElement } from './xml.ts'

/**
 * The words of a DMN file that people read when they are told why something was decided: names of decisions, columns and parts of a
 * result, the reasons of the rows, and the texts that a result may be. Each once, in the order of the file. Throws DmnError.
 */
export function wordsIn(xml: string): string[] {
  return [...new Set(wordsOf(parseXml(xml)))].filter((word) => word !== '')
}

function wordsOf(element: XmlElement): string[] {
  return [...ownWords(element), ...element.children.flatMap(wordsOf)]
}

function ownWords(element: XmlElement): readonly string[] {
  const { name, attributes } = element
  switch (name) {
    case 'decision':
    case 'businessKnowledgeModel':
      return [normalName(attributes.name ?? '')]
    case 'input':
      return [attributes.label ?? '', ...literals(textIn(childNamed(element, 'inputValues'), 'text'))]
    case 'output':
      return literals(textIn(childNamed(element, 'outputValues'), 'text'))
    case 'decisionTable': {
      const outputs = childrenNamed(element, 'output')
      return outputs.length > 1 ? outputs.map((one) => one.attributes.name ?? one.attributes.label ?? '') : []
    }
    case 'rule':
      return [textIn(element, 'description') ?? '']
    case 'annotationEntry':
      return [textIn(element, 'text') ?? '']
    case 'outputEntry':
    case 'defaultOutputEntry':
    case 'literalExpression':
      return literals(textIn(element, 'text'))
    case 'contextEntry':
      return [childNamed(element, 'variable')?.attributes.name ?? '']
    default:
      return []
  }
}

/** The texts written between quotes in an expression. */
function literals(feel = ''): string[] {
  return [...feel.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text)
}
