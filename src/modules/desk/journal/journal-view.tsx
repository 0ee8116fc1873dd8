import { formatDateTime, formatNumber } from '../../../platform/i18n/index.ts'
import type { JournalEvent, Verification } from '../../../platform/journal/index.ts'
import {
  ButtonLink,
  Callout,
  type Column,
  DataTable,
  EmptyState,
  FilterBar,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import { Desk } from '../desk-view.tsx'
import type { Names } from '../names.ts'
import type { SealLine } from './store.ts'

interface JournalProps {
  ctx: PageContext
  events: readonly JournalEvent[]
  seals: readonly SealLine[]
  names: Names
  /** Names of people, by `person:…`. */
  actors: ReadonlyMap<string, string>
  /** What a kind of fact is called; its own name where nobody has put it in words yet. */
  kindInWords: (kind: string) => string
  /** The event before which the next page begins. */
  next: number | undefined
}

/** Everything that happened, as it was written down and sealed. */
export function JournalPage(props: JournalProps) {
  const { ctx, events, next } = props
  const { t } = ctx
  const title = t('desk.journal.title')
  return (
    <Desk ctx={ctx} title={title} active="journal">
      <PageTitle
        title={title}
        lead={t('desk.journal.lead')}
        action={{ href: '/desk/journal/check', text: t('desk.journal.check'), icon: 'check-circle' }}
      />
      <FilterBar
        ctx={ctx}
        filters={[
          { kind: 'words', name: 'q', label: t('desk.journal.object') },
          { kind: 'words', name: 'kind', label: t('desk.journal.kind') },
          { kind: 'words', name: 'actor', label: t('desk.journal.actor') },
          { kind: 'date', name: 'until', label: t('desk.journal.until') },
        ]}
      />
      <DataTable
        ctx={ctx}
        caption={title}
        hideCaption
        rows={events}
        columns={columns(props)}
        paging={{ after: next === undefined ? undefined : String(next) }}
        empty={<EmptyState icon="clock" title={t('desk.journal.none')} text={t('desk.journal.none-text')} />}
      />
    </Desk>
  )
}

function columns({ ctx, seals, names, actors, kindInWords }: JournalProps): Column<JournalEvent>[] {
  const { t, lang, municipality } = ctx
  return [
    {
      key: 'what',
      title: t('desk.journal.what'),
      isName: true,
      cell: ({ kind, seq }) => (
        <>
          <a href={`/desk/journal?kind=${encodeURIComponent(kind)}`}>{kindInWords(kind)}</a>
          <small>
            {`${kind} · #${seq} · `}
            {sealOf(ctx, seals, seq)}
          </small>
        </>
      ),
    },
    {
      key: 'at',
      title: t('desk.register.at'),
      cell: ({ at }) => formatDateTime(lang, at, municipality.zone, 'medium'),
    },
    {
      key: 'who',
      title: t('desk.register.who'),
      cell: ({ actor, channel }) => (
        <>
          <a href={`/desk/journal?actor=${encodeURIComponent(actor)}`}>{whoIs(ctx, actor, names, actors)}</a>
          {channel === 'system' ? null : <small>{t(`desk.channel.${channel}`)}</small>}
        </>
      ),
    },
    {
      key: 'objects',
      title: t('desk.journal.objects'),
      cell: ({ objects }) => (
        <ul class="d-list d-compact">
          {objects.map((object) => (
            <li>
              <a href={`/desk/journal?q=${encodeURIComponent(object)}`}>{short(object)}</a>
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'data',
      title: t('desk.journal.data'),
      cell: ({ data }) => <Data ctx={ctx} data={data} />,
    },
  ]
}

function whoIs({ t }: PageContext, actor: string, names: Names, actors: ReadonlyMap<string, string>): string {
  const [kind, id = ''] = actor.split(':')
  if (kind === 'system') return t('desk.history.by.system')
  return (kind === 'officer' ? names.officer(id) : actors.get(actor)) ?? actor
}

/** `case:0198…` is enough to tell one object from another in a list. */
function short(object: string): string {
  const [kind = '', id = ''] = object.split(/:(.*)/)
  return id.length > 24 ? `${kind}:${id.slice(0, 8)}…` : object
}

function Data({ ctx: { t }, data }: { ctx: PageContext; data: JournalEvent['data'] }) {
  const text = JSON.stringify(data, null, 1)
  if (text === '{}') return null
  return (
    <details>
      <summary class="d-nowrap">{t('desk.journal.see')}</summary>
      <pre class="d-code">{text}</pre>
    </details>
  )
}

/** The seal that covers an event: its number and the beginning of its fingerprint. */
function sealOf({ t }: PageContext, seals: readonly SealLine[], seq: number): string {
  const seal = seals.find(({ firstSeq, lastSeq }) => firstSeq <= seq && seq <= lastSeq)
  return seal
    ? t('desk.journal.seal', { number: seal.number, hash: seal.hash.slice(0, 10) })
    : t('desk.journal.unsealed')
}

/** Whether the journal is as it was sealed. */
export function VerifyPage({ ctx, verified }: { ctx: PageContext; verified: Verification }) {
  const { t, lang } = ctx
  const { ok, seals, events, firstProblem } = verified
  const counted = { seals: formatNumber(lang, seals), events: formatNumber(lang, events) }
  const title = t('desk.journal.check')
  return (
    <Desk
      ctx={ctx}
      title={title}
      active="journal"
      crumbs={[{ text: t('desk.journal.title'), href: '/desk/journal' }, { text: title }]}
    >
      <PageTitle title={title} />
      <Callout ctx={ctx} kind={ok ? 'success' : 'danger'} title={t(ok ? 'desk.journal.whole' : 'desk.journal.broken')}>
        <p>{t('desk.journal.read-again', counted)}</p>
        {firstProblem === undefined ? null : (
          <p>
            {t(`desk.journal.problem.${firstProblem.what}`, {
              seal: firstProblem.seal,
              seq: firstProblem.seq ?? '–',
            })}
          </p>
        )}
      </Callout>
      <p class="f-section">
        <ButtonLink href="/desk/journal" text={t('desk.journal.back')} look="secondary" />
      </p>
    </Desk>
  )
}
