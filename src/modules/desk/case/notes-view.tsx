import { formatDateTime } from '../../../platform/i18n/index.ts'
import { ActForm, Button, FormField, type PageContext, Timeline } from '../../../ui/index.ts'
import type { CaseView } from './case-view.tsx'

/** What colleagues wrote down for one another. */
export function Notes({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  const { t, lang, municipality } = ctx
  const { caseId } = view.file.case
  const hint = { label: t('desk.notes.label'), hint: t('desk.notes.hint') }
  return (
    <section class="f-panel d-notes">
      {view.notes.length === 0 ? (
        <p class="f-muted">{t('desk.notes.none')}</p>
      ) : (
        <Timeline
          label={t('desk.case.part.notes')}
          events={view.notes.map(({ text, at, officerName }) => ({
            title: text,
            when: formatDateTime(lang, at, municipality.zone),
            instant: at,
            by: officerName,
          }))}
        />
      )}
      <ActForm ctx={ctx} action={`/desk/cases/${caseId}/notes`}>
        <FormField ctx={ctx} field={{ kind: 'long-text', name: 'text', ...hint, rows: 4, maxLength: 10_000 }} />
        <Button>{t('desk.notes.add')}</Button>
      </ActForm>
    </section>
  )
}
