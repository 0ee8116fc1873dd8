import type { Compiled } from '../feel/compile/compiled.ts'
import type { FeelType } from '../feel/type.ts'
import type { Parameter } from '../feel/value.ts'

interface Named {
  readonly id: string
  /** As written. */
  readonly name: string
  readonly description: string | undefined
  /** The namespace of the model that the element belongs to. */
  readonly namespace: string
}

/** What a decision or a piece of knowledge needs, and the import through which it is reached. */
export interface Requirement {
  readonly element: DrgElement
  /** The name of the import; undefined for an element of the same model, or of a model imported without a name. */
  readonly through: string | undefined
}

export interface InputData extends Named {
  readonly kind: 'input data'
  readonly type: FeelType | undefined
}

export interface Decision extends Named {
  readonly kind: 'decision'
  readonly type: FeelType | undefined
  requires: readonly Requirement[]
  logic: Compiled | undefined
  /** The FEEL text, when the logic is a single expression. */
  text: string | undefined
  /** The question that the decision answers, as the model says. */
  readonly question: string | undefined
}

export interface Knowledge extends Named {
  readonly kind: 'business knowledge model'
  /** The type of what it gives. */
  readonly result: FeelType | undefined
  requires: readonly Requirement[]
  parameters: readonly Parameter[]
  body: Compiled | undefined
}

export interface Service extends Named {
  readonly kind: 'decision service'
  readonly result: FeelType | undefined
  outputs: readonly Requirement[]
  inputDecisions: readonly Requirement[]
  inputData: readonly Requirement[]
}

/** An element of the decision requirements graph that has a value. */
export type DrgElement = InputData | Decision | Knowledge | Service
