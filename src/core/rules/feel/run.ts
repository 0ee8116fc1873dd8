import type { FeelDateTime } from './temporal/date-time.ts'

/** Something that an evaluation could not give, and so made null. */
export interface EvaluationError {
  readonly message: string
  /** The decision, service or function being evaluated, when there is one. */
  readonly in?: string
}

/** One evaluation: what it may know of the world, and what went wrong in it. */
export class Run {
  readonly now: FeelDateTime | null
  errors: EvaluationError[] = []
  place: string | undefined
  /** How often something was not there and is null by the language's own rules: no error to show, but a failure. */
  absences = 0
  depth = 0

  constructor(now: FeelDateTime | null) {
    this.now = now
  }

  /** Records why a value is null; gives that null. */
  fail(message: string): null {
    this.errors.push(this.place === undefined ? { message } : { message, in: this.place })
    return null
  }

  /** Notes that something asked for is not there; gives its null. */
  absent(): null {
    this.absences += 1
    return null
  }

  /** Evaluates something whose errors do not count, such as an attempt. */
  quietly<T>(work: () => T): T {
    const kept = this.errors
    this.errors = []
    try {
      return work()
    } finally {
      this.errors = kept
    }
  }
}
