/** Values of one kind along the labels. */
export interface Series {
  name: string
  /** One value for each label; `null` where there is none, which a line leaves open. */
  values: readonly (number | null)[]
}

/** Where values and labels fall on the picture, in its own units. */
export interface Plot {
  width: number
  height: number
  left: number
  right: number
  /** How many series there are: bars share the place of a label. */
  count: number
  /** The width that each label has. */
  step: number
  ticks: readonly number[]
  x: (label: number) => number
  y: (value: number) => number
}

const size = { width: 720, height: 300, left: 64, right: 16, top: 16, bottom: 36 } as const

/** Lays a picture out: the axis begins at zero, for a bar that does not lies. */
export function plotOf(series: readonly Pick<Series, 'values'>[], labels: number): Plot {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null))
  const ticks = ticksUpTo(Math.max(...values, 0))
  const top = ticks.at(-1) as number
  const step = (size.width - size.left - size.right) / Math.max(labels, 1)
  const inside = size.height - size.top - size.bottom
  return {
    width: size.width,
    height: size.height,
    left: size.left,
    right: size.right,
    count: series.length,
    step,
    ticks,
    x: (label) => round(size.left + step * (label + 0.5)),
    y: (value) => round(size.top + inside * (1 - value / top)),
  }
}

/** Three to six round numbers from 0 to at least the highest value: steps of 1, 2, 2.5 or 5 times a power of ten. */
export function ticksUpTo(highest: number): number[] {
  const rough = (highest > 0 ? highest : 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) as number) * power
  const count = Math.ceil((highest > 0 ? highest : 1) / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}

/** A bar with a rounded top. */
export function barPath(plot: Plot, series: number, label: number, value: number): string {
  const all = Math.min(plot.step * 0.68, 44 * plot.count)
  const width = all / plot.count - (plot.count > 1 ? 2 : 0)
  const left = round(plot.x(label) - all / 2 + (all / plot.count) * series)
  const [top, base] = [plot.y(value), plot.y(0)]
  const r = round(Math.min(4, width / 2, base - top))
  return `M${left} ${base}V${round(top + r)}q0 -${r} ${r} -${r}h${round(width - 2 * r)}q${r} 0 ${r} ${r}V${base}z`
}

/** A line through the values, open where there is none. */
export function linePath(plot: Plot, values: readonly (number | null)[]): string {
  let pen = 'M'
  let path = ''
  for (const [i, value] of values.entries()) {
    if (value === null) pen = 'M'
    else {
      path += `${pen}${plot.x(i)} ${plot.y(value)}`
      pen = 'L'
    }
  }
  return path
}

/** The surface under a line without gaps; nothing when it has some. */
export function areaOf(plot: Plot, values: readonly (number | null)[]): string {
  if (values.includes(null) || values.length < 2) return ''
  return `${linePath(plot, values)}L${plot.x(values.length - 1)} ${plot.y(0)}L${plot.x(0)} ${plot.y(0)}z`
}

const round = (value: number) => Math.round(value * 100) / 100
