import { formatDateTime, formatNumber } from '../../../platform/i18n/index.ts'
import type { DeadEffect } from '../../../platform/jobs/index.ts'
import { ActForm, Button, DataTable, EmptyState, KeyValues, type PageContext, PageTitle } from '../../../ui/index.ts'
import { Desk } from '../desk-view.tsx'

interface EffectsProps {
  ctx: PageContext
  dead: readonly DeadEffect[]
  counts: { waiting: number; late: number; dead: number }
}

/** The queue: how much waits, and what was given up with its last error. */
export function EffectsPage({ ctx, dead, counts }: EffectsProps) {
  const { t, lang, municipality } = ctx
  const title = t('desk.effects.title')
  return (
    <Desk ctx={ctx} title={title} active="system">
      <PageTitle title={title} lead={t('desk.effects.lead')} />
      <section class="f-panel">
        <KeyValues
          columns={3}
          items={(['waiting', 'late', 'dead'] as const).map((state) => ({
            key: t(`desk.effects.${state}`),
            value: formatNumber(lang, counts[state]),
          }))}
        />
      </section>
      <DataTable
        ctx={ctx}
        caption={t('desk.effects.given-up')}
        rows={dead}
        empty={<EmptyState icon="check-circle" title={t('desk.effects.none')} text={t('desk.effects.none-text')} />}
        columns={[
          { key: 'task', title: t('desk.effects.task'), isName: true, cell: ({ task }) => <code>{task}</code> },
          {
            key: 'since',
            title: t('desk.effects.since'),
            cell: ({ since }) => formatDateTime(lang, since, municipality.zone),
          },
          { key: 'error', title: t('desk.effects.error'), cell: ({ lastError }) => lastError.slice(0, 300) },
          {
            key: 'do',
            title: t('desk.effects.do'),
            cell: ({ id }) => (
              <ActForm ctx={ctx} action={`/desk/admin/effects/${id}/retry`}>
                <Button look="secondary">{t('desk.effects.retry')}</Button>
              </ActForm>
            ),
          },
        ]}
      />
    </Desk>
  )
}
