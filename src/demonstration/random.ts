/** Chance that can be repeated: the same seed gives the same town (mulberry32). */
export interface Chance {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** By weight. */
  weighted<T extends { readonly weight?: number }>(from: readonly T[]): T
  happens(share: number): boolean
  /** A version 4 identifier. */
  uuid(): string
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const hex = () => whole(0, 0xffff).toString(16).padStart(4, '0')
  return {
    next,
    whole,
    pick: (from) => from[whole(0, from.length - 1)]!,
    weighted(from) {
      let left = next() * from.reduce((sum, { weight = 1 }) => sum + weight, 0)
      return from.find(({ weight = 1 }) => {
        left -= weight
        return left < 0
      })!
    },
    happens: (share) => next() < share,
    uuid: () =>
      `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-${'89ab'[whole(0, 3)]}${hex().slice(1)}-${hex()}${hex()}${hex()}`,
  }
}
