import { formatNumber } from '../../../platform/i18n/index.ts'
import type { PageContext } from '../../page-context.ts'
import { areaOf, barPath, linePath, type Plot, plotOf, type Series } from './plot.ts'

interface ChartProps {
  ctx: PageContext
  kind: 'bar' | 'line'
  /** What it shows, as a sentence: "Cases decided each month". */
  title: string
  labels: readonly string[]
  series: readonly Series[]
  /** How a value is written, in the table and on the axis. */
  format?: ((value: number) => string) | undefined
  /** Heading of the first column of the table: "Month". */
  labelTitle: string
  /** Where the figures come from and until when: "Register of cases, 2 March 2026". */
  source?: string | undefined
}

/** Figures as a picture, with the same figures as a table behind it: the picture is for the glance, the table for everyone. */
export function Chart(props: ChartProps) {
  const { ctx, kind, title, labels, series, source } = props
  const format = props.format ?? ((value: number) => formatNumber(ctx.lang, value))
  const plot = plotOf(series, labels.length)
  return (
    <figure class="f-chart">
      <figcaption>{title}</figcaption>
      {series.length > 1 ? (
        <ul class="f-chart-legend" aria-hidden="true">
          {series.map(({ name }, i) => (
            <li class={`f-series-${i + 1}`}>{name}</li>
          ))}
        </ul>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a telephone the picture keeps a size that can be read and is moved sideways, by keyboard too */}
      <section class="f-chart-view" tabIndex={0} aria-label={title}>
        <svg
          viewBox={`0 0 ${plot.width} ${plot.height}`}
          role="img"
          aria-label={`${title}. ${ctx.t('ui.chart.see-table')}`}
        >
          <Grid plot={plot} format={format} />
          {series.map((one, i) => (
            <Marks kind={kind} plot={plot} series={one} index={i} labels={labels} format={format} />
          ))}
          <Labels plot={plot} labels={labels} />
        </svg>
      </section>
      <details class="f-chart-data">
        <summary>{ctx.t('ui.chart.table')}</summary>
        <table class="f-table">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{props.labelTitle}</th>
              {series.map(({ name }) => (
                <th scope="col" class="f-num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, row) => (
              <tr>
                <th scope="row" class="f-cell-name">
                  {label}
                </th>
                {series.map(({ name, values }) => (
                  <td class="f-num" data-label={name}>
                    <div>{written(values[row], format)}</div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {source === undefined ? null : <p class="f-chart-source">{source}</p>}
    </figure>
  )
}

const written = (value: number | null | undefined, format: (value: number) => string) =>
  value === null || value === undefined ? '–' : format(value)

function Grid({ plot, format }: { plot: Plot; format: (value: number) => string }) {
  return (
    <g class="f-chart-grid">
      {plot.ticks.map((value) => (
        <>
          <line x1={plot.left} x2={plot.width - plot.right} y1={plot.y(value)} y2={plot.y(value)} />
          <text x={plot.left - 8} y={plot.y(value) + 4} text-anchor="end">
            {format(value)}
          </text>
        </>
      ))}
    </g>
  )
}

/** Names under the axis: all of them while there is room, else every second, third… */
function Labels({ plot, labels }: { plot: Plot; labels: readonly string[] }) {
  const longest = Math.max(...labels.map((label) => label.length))
  const step = Math.max(1, Math.ceil((longest * 8 + 8) / plot.step))
  return (
    <g class="f-chart-labels">
      {labels.map((label, i) =>
        i % step === 0 ? (
          <text x={plot.x(i)} y={plot.height - 8} text-anchor="middle">
            {label}
          </text>
        ) : null,
      )}
    </g>
  )
}

interface MarksProps {
  kind: 'bar' | 'line'
  plot: Plot
  series: Series
  index: number
  labels: readonly string[]
  format: (value: number) => string
}

function Marks({ kind, plot, series, index, labels, format }: MarksProps) {
  const title = (i: number, value: number) => <title>{`${labels[i]} · ${series.name}: ${format(value)}`}</title>
  return (
    <g class={`f-series-${index + 1} f-chart-${kind}`}>
      {kind === 'line' ? (
        <>
          {plot.count === 1 ? <path class="f-chart-area" d={areaOf(plot, series.values)} /> : null}
          <path class="f-chart-stroke" d={linePath(plot, series.values)} />
        </>
      ) : null}
      {series.values.map((value, i) => {
        if (value === null) return null
        return kind === 'bar' ? (
          <path d={barPath(plot, index, i, value)}>{title(i, value)}</path>
        ) : (
          <circle cx={plot.x(i)} cy={plot.y(value)} r="4">
            {title(i, value)}
          </circle>
        )
      })}
    </g>
  )
}
