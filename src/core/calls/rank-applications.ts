/** An application to a call as the rules of its package see it (`ranking` of the drawing, and when it was registered). */
export interface CallApplication {
  /** Number of the case. */
  readonly case: string
  readonly points: number
  /** What the grant would be, in euros. */
  readonly amount: number
  /** Income per equivalent adult, or ISEE, in euros; null when it is not known, which goes last. */
  readonly means: number | null
  /** Instant of the register entry (ISO 8601 with Z). */
  readonly entry: string
  /** Why the rules leave it out; absent or `none` when they do not. */
  readonly excluded?: string | null
}

export type TieBreak = 'means' | 'entry'

export interface CallMoney {
  /** Euros of the call. */
  readonly ceiling: number
  /** What settles a tie, in order: the lower means, the earlier entry. */
  readonly tieBreak: readonly TieBreak[]
}

/** An application in its place of the list. */
export interface RankedApplication {
  readonly case: string
  /** From 1; null for those that the rules leave out. */
  readonly place: number | null
  readonly points: number
  readonly granted: boolean
  /** Euros that are granted: the whole amount or nothing. */
  readonly grant: number
  readonly reason: RankReason
  /** Euros of the call that are spent with this application. */
  readonly spent: number
}

/** Why an application is where it is, for the person to read. */
export type RankReason =
  | { readonly kind: 'granted'; readonly tie?: Tie }
  /** The money did not reach: so much was left, and so much was needed. From here down nobody is granted. */
  | { readonly kind: 'ceiling'; readonly left: number; readonly needed: number; readonly tie?: Tie }
  | { readonly kind: 'excluded'; readonly why: string }

/** With equal points, why the application before goes before. */
export interface Tie {
  readonly after: string
  readonly by: TieBreak | 'case'
}

/**
 * The list of a call: in order of points, ties settled by the rules of the call, and granted in that order until the first
 * application that the money left does not cover; nobody below overtakes it. Those that the rules leave out come last, in
 * the order of their entry. The same applications in any order give the same list. Sums are kept in cents.
 */
export function rankApplications(
  applications: readonly CallApplication[],
  { ceiling, tieBreak }: CallMoney,
): RankedApplication[] {
  const inList = applications.filter((one) => !isExcluded(one)).sort(byPointsThen(tieBreak))
  const left = applications
    .filter(isExcluded)
    .sort((one, other) => compareBy('entry', one, other) || byCase(one, other))
  const money = new Money(ceiling)
  const ranked = inList.map((one, index) => {
    const { granted, reason } = money.spendOn(one, tieWith(inList[index - 1], one, tieBreak))
    return { ...placed(one, index + 1), granted, grant: granted ? one.amount : 0, reason, spent: money.spent }
  })
  const excluded = left.map((one) => ({
    ...placed(one, null),
    ...{ granted: false, grant: 0, reason: { kind: 'excluded' as const, why: one.excluded ?? '' }, spent: money.spent },
  }))
  return [...ranked, ...excluded]
}

function placed({ case: number, points }: CallApplication, place: number | null) {
  return { case: number, place, points }
}

function isExcluded({ excluded }: CallApplication): boolean {
  return excluded !== undefined && excluded !== null && excluded !== 'none'
}

type Order = (one: CallApplication, other: CallApplication) => number

function byPointsThen(tieBreak: readonly TieBreak[]): Order {
  return (one, other) => {
    if (one.points !== other.points) return other.points - one.points
    for (const by of tieBreak) {
      const order = compareBy(by, one, other)
      if (order !== 0) return order
    }
    return byCase(one, other)
  }
}

function compareBy(by: TieBreak, one: CallApplication, other: CallApplication): number {
  if (by === 'entry') return Date.parse(one.entry) - Date.parse(other.entry)
  const [mine, theirs] = [one.means ?? Number.MAX_VALUE, other.means ?? Number.MAX_VALUE]
  return mine < theirs ? -1 : mine > theirs ? 1 : 0
}

/** So that the list does not depend on the order in which it is asked for. */
function byCase(one: CallApplication, other: CallApplication): number {
  return one.case < other.case ? -1 : one.case > other.case ? 1 : 0
}

function tieWith(
  before: CallApplication | undefined,
  one: CallApplication,
  tieBreak: readonly TieBreak[],
): { tie?: Tie } {
  if (before?.points !== one.points) return {}
  const by = tieBreak.find((candidate) => compareBy(candidate, before, one) !== 0)
  return { tie: { after: before.case, by: by ?? 'case' } }
}

/** What is left of the call, in cents. */
class Money {
  readonly #ceiling: number
  #spent = 0
  #isShort = false

  constructor(ceiling: number) {
    this.#ceiling = cents(ceiling)
  }

  get spent(): number {
    return this.#spent / 100
  }

  spendOn({ amount }: CallApplication, tie: { tie?: Tie }): { granted: boolean; reason: RankReason } {
    const needed = cents(amount)
    const left = this.#ceiling - this.#spent
    this.#isShort ||= needed > left
    if (this.#isShort) return { granted: false, reason: { kind: 'ceiling', left: left / 100, needed: amount, ...tie } }
    this.#spent += needed
    return { granted: true, reason: { kind: 'granted', ...tie } }
  }
}

function cents(euros: number): number {
  return Math.round(euros * 100)
}
