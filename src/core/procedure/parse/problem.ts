/** Something in a drawing that cannot run as drawn: where, why, and what to do about it. */
export interface Problem {
  /** Id of the element; the empty text when the file as a whole is meant. */
  readonly element: string
  readonly code: ProblemCode
  readonly reason: string
  readonly remedy: string
}

export type ProblemCode =
  | 'not-bpmn'
  | 'no-process'
  | 'unsupported'
  | 'duplicate-id'
  | 'unknown-reference'
  | 'missing'
  | 'bad-expression'
  | 'bad-flow'
  | 'bad-time'
  | 'ignored'

/** Collects problems, so that whoever draws sees them all at once. */
export class Problems {
  readonly errors: Problem[] = []
  readonly warnings: Problem[] = []

  refuse(code: ProblemCode, element: string, reason: string, remedy: string): void {
    this.errors.push({ element, code, reason, remedy })
  }

  warn(code: ProblemCode, element: string, reason: string, remedy: string): void {
    this.warnings.push({ element, code, reason, remedy })
  }
}
