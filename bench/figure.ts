/** One measured figure. A ratio is always to something measured in the same run, so that the machine does not matter. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly ours: number
  /** What the ratio is to, in the same unit, and what it is called. */
  readonly theirs?: number
  readonly against?: string
  /** `ours / theirs`. */
  readonly ratio?: number
  readonly target?: Target
  /** Whether the target is met; absent where there is none. */
  readonly ok?: boolean
}

/** What must be reached: by the figure itself, or by its ratio. */
export interface Target {
  readonly of: 'ours' | 'ratio'
  readonly atLeast?: number
  readonly atMost?: number
}

/** A part of the bench: measures and gives its figures. `quick` measures for a shorter time, or with less. */
export type Bench = (options: { readonly quick: boolean }) => Promise<readonly Figure[]>

/** Makes a figure: rounds, takes the ratio, and says whether the target is met. */
export function figure(made: Omit<Figure, 'ratio' | 'ok'>): Figure {
  const ratio = made.theirs === undefined ? undefined : made.ours / made.theirs
  const ok = made.target && isMet(made.target, made.ours, ratio)
  return {
    ...made,
    ours: rounded(made.ours),
    ...(made.theirs !== undefined && { theirs: rounded(made.theirs) }),
    ...(ratio !== undefined && { ratio: rounded(ratio) }),
    ...(ok !== undefined && { ok }),
  }
}

function isMet({ of, atLeast, atMost }: Target, ours: number, ratio: number | undefined): boolean {
  const value = of === 'ours' ? ours : (ratio ?? Number.NaN)
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
}

/** Three digits that mean something; whole numbers from a hundred on. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** The figures as a table for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const heads = ['figure', 'ours', 'unit', 'against', 'theirs', 'ratio', 'target', '']
  const rows = figures.map((one) => [
    one.name,
    number(one.ours),
    one.unit,
    one.against ?? '',
    number(one.theirs),
    number(one.ratio),
    targetText(one.target),
    one.ok === undefined ? '' : one.ok ? '✔' : '✖',
  ])
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        RIGHT.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(heads), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n')
}

/** The columns of numbers. */
const RIGHT: ReadonlySet<number> = new Set([1, 4, 5])

function number(value: number | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en')
}

function targetText(target: Target | undefined): string {
  if (!target) return ''
  const limit = target.atLeast === undefined ? `≤ ${number(target.atMost)}` : `≥ ${number(target.atLeast)}`
  return target.of === 'ratio' ? `ratio ${limit}` : limit
}
