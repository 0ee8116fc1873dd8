import { formatDateTime } from '../../../platform/i18n/index.ts'
import {
  ActForm,
  Badge,
  Button,
  Callout,
  DataTable,
  DeskPage,
  EmptyState,
  FilterBar,
  FormField,
  KeyValues,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import type { RegisterEntry } from '../../register/index.ts'

/** The register (Ley 39/2015, art. 16; DPR 445/2000, art. 53). */
export function RegisterPage({
  ctx,
  entries,
  next,
}: {
  ctx: PageContext
  entries: readonly RegisterEntry[]
  next: string | undefined
}) {
  const { t, lang, municipality } = ctx
  const title = t('desk.register.title')
  return (
    <DeskPage ctx={ctx} title={title} active="register">
      <PageTitle title={title} lead={t('desk.register.lead')} />
      <FilterBar
        ctx={ctx}
        filters={[
          { kind: 'words', name: 'q', label: t('desk.register.search') },
          {
            kind: 'choice',
            name: 'kind',
            label: t('desk.register.kind'),
            options: ['entry', 'exit'].map((value) => ({ value, text: t(`desk.register.${value}`) })),
          },
        ]}
      />
      <DataTable
        ctx={ctx}
        caption={title}
        hideCaption
        rows={entries}
        paging={{ after: next }}
        empty={<EmptyState icon="list" title={t('desk.register.none')} text={t('desk.register.none-text')} />}
        columns={[
          {
            key: 'label',
            title: t('desk.register.number'),
            isName: true,
            cell: (entry) => (
              <>
                <a href={`/desk/register/entry?label=${encodeURIComponent(entry.label)}`}>{entry.label}</a>
                {entry.annulledAt === null ? null : <Badge tone="danger">{t('desk.register.annulled')}</Badge>}
              </>
            ),
          },
          { key: 'at', title: t('desk.register.at'), cell: ({ at }) => formatDateTime(lang, at, municipality.zone) },
          { key: 'kind', title: t('desk.register.kind'), cell: ({ register }) => t(`desk.register.${register}`) },
          {
            key: 'who',
            title: t('desk.register.who'),
            cell: ({ register, sender, addressee }) => (register === 'entry' ? sender : addressee),
          },
          { key: 'subject', title: t('desk.register.subject'), cell: ({ subject }) => subject },
        ]}
      />
    </DeskPage>
  )
}

interface EntryProps {
  ctx: PageContext
  entry: RegisterEntry
  mayAnnul: boolean
  error: string | undefined
}

/** An entry, whole; annulled, it stays with its reason. */
export function EntryPage({ ctx, entry, mayAnnul, error }: EntryProps) {
  const { t, lang, municipality } = ctx
  const facts = [
    { key: t('desk.register.kind'), value: t(`desk.register.${entry.register}`) },
    { key: t('desk.register.at'), value: formatDateTime(lang, entry.at, municipality.zone) },
    { key: t('desk.register.counts'), value: formatDateTime(lang, entry.effectiveAt, municipality.zone) },
    { key: t('desk.register.sender'), value: entry.sender },
    { key: t('desk.register.addressee'), value: entry.addressee },
    { key: t('desk.register.subject'), value: entry.subject },
    { key: t('desk.register.hash'), value: <code>{entry.contentHash}</code> },
    ...(entry.annulledAt === null
      ? []
      : [
          {
            key: t('desk.register.annulled'),
            value: `${formatDateTime(lang, entry.annulledAt, municipality.zone)} · ${entry.annulReason}`,
          },
        ]),
  ]
  return (
    <DeskPage
      ctx={ctx}
      title={entry.label}
      active="register"
      crumbs={[{ text: t('desk.register.title'), href: '/desk/register' }, { text: entry.label }]}
    >
      <PageTitle title={entry.label} lead={entry.subject} />
      {error === undefined ? null : (
        <Callout ctx={ctx} kind="danger">
          <p>{error}</p>
        </Callout>
      )}
      <KeyValues items={facts} />
      {entry.caseId === null ? null : (
        <p>
          <a href={`/desk/cases/${entry.caseId}`}>{t('desk.register.case')}</a>
        </p>
      )}
      {mayAnnul ? (
        <details class="f-section">
          <summary>{t('desk.register.annul')}</summary>
          <ActForm ctx={ctx} action="/desk/register/annul">
            <input type="hidden" name="label" value={entry.label} />
            <FormField
              ctx={ctx}
              field={{
                kind: 'long-text',
                name: 'reason',
                label: t('desk.register.reason'),
                hint: t('desk.register.reason-hint'),
                rows: 3,
                maxLength: 500,
              }}
            />
            <Button look="danger">{t('desk.register.annul')}</Button>
          </ActForm>
        </details>
      ) : null}
    </DeskPage>
  )
}
