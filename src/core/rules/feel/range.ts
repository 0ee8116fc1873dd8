import type { Value } from './value.ts'

/** How a range was written: as an interval `[1..3]`, or as one comparison such as `< 10`. */
export type RangeForm = 'interval' | '<' | '<=' | '>' | '>=' | '=' | '!='

/** A range of values; an end that is null is unbounded when the range was written as a comparison. */
export class Range {
  readonly start: Value
  readonly end: Value
  readonly startIncluded: boolean
  readonly endIncluded: boolean
  readonly form: RangeForm

  constructor(start: Value, end: Value, startIncluded: boolean, endIncluded: boolean, form: RangeForm = 'interval') {
    this.start = start
    this.end = end
    this.startIncluded = startIncluded
    this.endIncluded = endIncluded
    this.form = form
  }

  /** The range of one comparison: `< 10` has no start, and its end is not included. */
  static ofComparison(form: Exclude<RangeForm, 'interval'>, end: Value): Range {
    switch (form) {
      case '<':
      case '<=':
        return new Range(null, end, false, form === '<=', form)
      case '>':
      case '>=':
        return new Range(end, null, form === '>=', false, form)
      case '=':
        return new Range(end, end, true, true, form)
      case '!=':
        return new Range(end, end, false, false, form)
    }
  }
}
