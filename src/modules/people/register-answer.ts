/** What the register answers. */
export interface RegisterAnswer {
  readonly data: Readonly<Record<string, unknown>>
  /** Whether a machine may act on it; else a person looks, told the reason. */
  readonly certain: boolean
  /**
   * 'not-registered', 'sealed-address', 'deceased', 'deceased-in-household', 'pending-change' of the population;
   * 'not-held', 'incomplete', 'out-of-date' of the others; 'unknown-place' of heritage; null when certain.
   */
  readonly reason: string | null
}
