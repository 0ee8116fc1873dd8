import { formatDateTime } from '../../../platform/i18n/index.ts'
import {
  ActForm,
  Badge,
  Button,
  ButtonLink,
  Callout,
  FormField,
  KeyValues,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import type { RegisterEntry } from '../../register/index.ts'
import { Desk, NotDone } from '../desk-view.tsx'
import type { Names } from '../names.ts'

interface EntryProps {
  ctx: PageContext
  entry: RegisterEntry
  names: Names
  mayAnnul: boolean
  /** Whether what was handed in was kept here. */
  hasContent: boolean
  error: string | undefined
}

/** An entry, whole; annulled, it stays with its reason. */
export function EntryPage({ ctx, entry, names, mayAnnul, hasContent, error }: EntryProps) {
  const { t } = ctx
  const query = `label=${encodeURIComponent(entry.label)}`
  return (
    <Desk
      ctx={ctx}
      title={entry.label}
      active="register"
      crumbs={[{ text: t('desk.register.title'), href: '/desk/register' }, { text: entry.label }]}
    >
      <PageTitle
        over={t(`desk.register.${entry.register}`)}
        title={entry.label}
        lead={entry.subject}
        beside={entry.annulledAt === null ? null : <Badge tone="danger">{t('desk.register.annulled')}</Badge>}
        action={{ href: `/desk/register/receipt?${query}`, text: t('desk.register.receipt'), icon: 'file-pdf' }}
      />
      <NotDone ctx={ctx} error={error} />
      <div class="d-panels">
        <Annulment ctx={ctx} entry={entry} names={names} />
        <section class="f-panel">
          <KeyValues items={factsOf(ctx, entry, names)} />
          <div class="d-row d-section d-no-print">
            {entry.caseId === null ? null : (
              <ButtonLink href={`/desk/cases/${entry.caseId}`} text={t('desk.register.case')} look="secondary" />
            )}
            {hasContent && entry.caseId === null ? (
              <ButtonLink href={`/desk/register/content?${query}`} text={t('desk.register.content')} look="secondary" />
            ) : null}
          </div>
        </section>
        {mayAnnul ? <Annul ctx={ctx} entry={entry} /> : null}
      </div>
    </Desk>
  )
}

function factsOf({ t, lang, municipality }: PageContext, entry: RegisterEntry, names: Names) {
  const when = (instant: string) => formatDateTime(lang, instant, municipality.zone)
  const [kind, id = ''] = entry.registeredBy.split(':')
  const facts = [
    { key: t('desk.register.at'), value: when(entry.at) },
    { key: t('desk.register.counts'), value: entry.effectiveAt === entry.at ? null : when(entry.effectiveAt) },
    { key: t('desk.register.sender'), value: entry.sender },
    { key: t('desk.register.addressee'), value: entry.addressee },
    { key: t('desk.work.office'), value: entry.officeId === null ? null : names.office(entry.officeId) },
    { key: t('desk.register.channel'), value: t(`desk.channel.${entry.channel}`) },
    { key: t('desk.register.by'), value: kind === 'officer' ? names.officer(id) : null },
    { key: t('desk.register.hash'), value: <code class="d-code">{entry.contentHash}</code> },
  ]
  return facts.flatMap(({ key, value }) => (value ? [{ key, value }] : []))
}

function Annulment({ ctx, entry, names }: Pick<EntryProps, 'ctx' | 'entry' | 'names'>) {
  const { t, lang, municipality } = ctx
  if (entry.annulledAt === null) return null
  const by = names.officer(entry.annulledBy?.split(':')[1] ?? null)
  return (
    <Callout ctx={ctx} kind="warning" title={t('desk.register.annulled')}>
      <p>{[formatDateTime(lang, entry.annulledAt, municipality.zone), by].filter(Boolean).join(' · ')}</p>
      <p>{entry.annulReason}</p>
    </Callout>
  )
}

function Annul({ ctx, entry }: Pick<EntryProps, 'ctx' | 'entry'>) {
  const { t } = ctx
  const label = { label: t('desk.register.reason'), hint: t('desk.register.reason-hint') }
  return (
    <details class="f-panel d-no-print">
      <summary>{t('desk.register.annul')}</summary>
      <ActForm ctx={ctx} action="/desk/register/annul">
        <input type="hidden" name="label" value={entry.label} />
        <FormField ctx={ctx} field={{ kind: 'long-text', name: 'reason', ...label, rows: 3, maxLength: 500 }} />
        <Button look="danger">{t('desk.register.annul')}</Button>
      </ActForm>
    </details>
  )
}
