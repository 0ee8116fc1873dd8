import type { Procedure } from './procedure.ts'

/**
 * The drawing of a procedure with its words in a language: those of the steps by their element, those of the arrows by the English word
 * that is drawn (`steps` and `arrows` of the sheet). What has no translation stays as it is drawn.
 */
export function drawnIn({ bpmn, service }: Pick<Procedure, 'bpmn' | 'service'>, lang: string): string {
  return bpmn.replace(/<(?:\w+:)?\w+\s[^>]*>/g, (tag) => {
    const id = /\sid="([^"]*)"/.exec(tag)?.[1] ?? ''
    return tag.replace(/(\sname=")([^"]*)(")/, (whole, before: string, name: string, after: string) => {
      const words = (service.steps[id] ?? service.arrows[name])?.[lang as 'ca'] // any language of the interface
      return words === undefined ? whole : `${before}${escaped(words)}${after}`
    })
  })
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
