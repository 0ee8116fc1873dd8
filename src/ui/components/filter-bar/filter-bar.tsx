import { type PageContext, withQuery } from '../../page-context.ts'
import { Button } from '../act-form/button.tsx'
import type { Option } from '../form-field/field-view.ts'
import { Icon } from '../icon/icon.tsx'

/** A way to narrow a list: by words, by one of several values, by a day. */
export type Filter =
  | { kind: 'words' | 'date'; name: string; label: string }
  | { kind: 'choice'; name: string; label: string; options: readonly Option[] }

interface FilterBarProps {
  ctx: PageContext
  /** The most used first: on a telephone it is seen at once, the others open by "More filters". */
  filters: readonly Filter[]
}

/** Narrows the list below it. What is chosen is in the address, and stands as marks that can be taken off one by one. */
export function FilterBar({ ctx, filters }: FilterBarProps) {
  const [first, ...rest] = filters
  const on = filters.filter((filter) => ctx.query[filter.name])
  return (
    <form class="f-filters" method="get" action={ctx.path} aria-label={ctx.t('ui.filter.label')} data-key="f">
      {ctx.query.sort ? <input type="hidden" name="sort" value={ctx.query.sort} /> : null}
      <div class="f-filters-row">
        {first === undefined ? null : <FilterControl ctx={ctx} filter={first} />}
        {rest.length === 0 ? null : (
          <details class="f-filters-more">
            <summary>{ctx.t('ui.filter.more')}</summary>
            <div class="f-filters-rest">
              {rest.map((filter) => (
                <FilterControl ctx={ctx} filter={filter} />
              ))}
            </div>
          </details>
        )}
        <Button look="secondary" icon="funnel">
          {ctx.t('ui.filter.apply')}
        </Button>
      </div>
      {on.length === 0 ? null : (
        <ul class="f-chips" aria-label={ctx.t('ui.filter.on')}>
          {on.map((filter) => (
            <li>
              <a href={withQuery(ctx, { [filter.name]: undefined, after: undefined, before: undefined })}>
                {filter.label}: <strong>{valueInWords(filter, ctx.query[filter.name] ?? '')}</strong>
                <Icon name="close" size="sm" label={ctx.t('ui.filter.remove')} />
              </a>
            </li>
          ))}
          <li>
            <a class="f-chips-clear" href={ctx.path}>
              {ctx.t('ui.filter.clear')}
            </a>
          </li>
        </ul>
      )}
    </form>
  )
}

function FilterControl({ ctx, filter }: { ctx: PageContext; filter: Filter }) {
  const id = `filter-${filter.name}`
  const value = ctx.query[filter.name]
  return (
    <div class="f-filter">
      <label for={id}>{filter.label}</label>
      {filter.kind === 'choice' ? (
        <select id={id} name={filter.name} class="f-input">
          <option value="">{ctx.t('ui.filter.all')}</option>
          {filter.options.map((option) => (
            <option value={option.value} selected={option.value === value}>
              {option.text}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={filter.name}
          class="f-input"
          // Preact's types tell inputs apart by a single type; ours is one of two that take the same attributes.
          type={(filter.kind === 'date' ? 'date' : 'search') as 'search'}
          value={value ?? ''}
        />
      )}
    </div>
  )
}

function valueInWords(filter: Filter, value: string): string {
  return (filter.kind === 'choice' && filter.options.find((option) => option.value === value)?.text) || value
}
