import type { Job } from './ledger.ts'

interface Item {
  readonly at: number
  readonly order: number
  readonly happen: () => void
  /** What the queue must do instead, when the clock stands still before. */
  readonly job: Omit<Job, 'municipalityId'> | undefined
}

/** What will happen in one case, in the order of time; what was added first goes first. */
export class Agenda {
  #items: Item[] = []
  #added = 0

  add(at: number, happen: () => void, job?: Omit<Job, 'municipalityId'>): void {
    const item = { at, order: this.#added, happen, job }
    this.#added += 1
    const index = this.#items.findIndex((other) => other.at > at)
    if (index < 0) this.#items.push(item)
    else this.#items.splice(index, 0, item)
  }

  get nextAt(): number {
    return this.#items[0]?.at ?? Number.POSITIVE_INFINITY
  }

  takeNext(): (() => void) | undefined {
    return this.#items.shift()?.happen
  }

  /** The work that is left for the queue. */
  jobs(): Omit<Job, 'municipalityId'>[] {
    return this.#items.flatMap(({ job }) => (job ? [job] : []))
  }
}
