/** Counts failed attempts per key (an address, an account) and says when it is time to wait. */
export interface Failures {
  /** Seconds to wait before the next attempt; 0 when it may be made now. */
  waitFor(key: string): number
  /** One more failure. */
  add(key: string): void
  /** It went well: earlier failures are forgotten. */
  forget(key: string): void
}

/** A key is blocked from its `limit`-th failure inside `minutes` until the window of its first failure has passed. */
export function countFailures(options: { limit: number; minutes: number; now: () => Date; keys?: number }): Failures {
  const { limit, minutes, now, keys = 10_000 } = options
  const windows = new Map<string, { count: number; ends: number }>()
  const current = (key: string) => {
    const window = windows.get(key)
    return window && window.ends > now().getTime() ? window : undefined
  }
  return {
    waitFor(key) {
      const window = current(key)
      return window && window.count >= limit ? Math.ceil((window.ends - now().getTime()) / 1000) : 0
    },
    add(key) {
      const window = current(key) ?? { count: 0, ends: now().getTime() + minutes * 60_000 }
      window.count += 1
      windows.delete(key)
      windows.set(key, window)
      // The oldest key makes room, so that a flood of addresses cannot fill the memory.
      if (windows.size > keys) windows.delete(windows.keys().next().value as string)
    },
    forget: (key) => void windows.delete(key),
  }
}
