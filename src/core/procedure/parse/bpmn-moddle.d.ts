/** The part of bpmn-moddle that is used here; the package ships no types for its entry point. */
declare module 'bpmn-moddle' {
  export interface Warning {
    readonly message: string
    readonly element?: { readonly $type: string; readonly id?: string }
    readonly property?: string
    readonly value?: string
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
    /** Rejects with an `Error` when the text is not XML or not a BPMN `definitions`. */
    fromXML(xml: string): Promise<{ rootElement: object; warnings: Warning[] }>
  }
}
