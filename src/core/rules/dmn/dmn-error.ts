/** A decision model that cannot be used: the element, what is wrong with it, and what to do about it. */
export class DmnError extends Error {
  override readonly name = 'DmnError'
  /** The id, or else the name, of the element at fault; `definitions` for the model as a whole. */
  readonly element: string
  readonly reason: string
  readonly remedy: string

  constructor(element: string, reason: string, remedy: string) {
    super(`${element}: ${reason}. ${remedy}`)
    this.element = element
    this.reason = reason
    this.remedy = remedy
  }
}
