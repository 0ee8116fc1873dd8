import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { formatDateTime, formatMoney } from '../../../platform/i18n/index.ts'
import type { JournalEvent } from '../../../platform/journal/index.ts'
import { resource } from '../../../platform/root.ts'
import type { PageContext, TimelineEvent } from '../../../ui/index.ts'
import type { CaseFile } from '../../cases/index.ts'
import { conceptInWords } from '../concept.ts'
import type { Visit } from '../visit.ts'

type Tone = NonNullable<TimelineEvent['tone']>

/** The kinds of facts that citizens are told, with their looks. */
export const TOLD: Readonly<Record<string, Tone>> = parse(
  readFileSync(resource('src/modules/portal/case/history.yaml'), 'utf8'),
)

/** What happened to a case in plain words, the latest first, from the journal. */
export function historyOfCase(visit: Visit, file: CaseFile, offices: ReadonlyMap<string, string>): TimelineEvent[] {
  const { lang, municipality } = visit.ctx
  return file.history
    .filter(({ kind }) => kind in TOLD)
    .toReversed()
    .map((event) => ({
      when: formatDateTime(lang, event.at, municipality.zone),
      instant: event.at,
      title: inWords(visit.ctx, event, file, offices),
      by: byWhom(visit, event, file),
      tone: TOLD[event.kind] ?? 'plain',
    }))
}

function inWords(
  { t, lang }: PageContext,
  { kind, data }: JournalEvent,
  file: CaseFile,
  offices: ReadonlyMap<string, string>,
): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const { service } = file.procedure
  const step = service.steps[text(data.element)]?.[lang] ?? text(data.element)
  const amount = data.amount === undefined ? '' : formatMoney(lang, String(data.amount).replace(/^-/, ''))
  return t(`portal.history.${kind.replaceAll('.', '-')}`, {
    ...{ step, amount, number: file.case.number, label: text(data.label), title: text(data.title) },
    ...{ subject: text(data.subject), concept: conceptInWords(file.procedure, { concept: text(data.concept) }, lang) },
    office: offices.get(text(data.to)) ?? text(data.to),
    effect: kind === 'case.silence' ? t(`portal.silence.${text(data.outcome) || file.case.silence || 'expiry'}`) : '',
  })
}

function byWhom({ request: { visitor }, ctx: { t } }: Visit, { actor }: JournalEvent, { case: one }: CaseFile): string {
  const [kind, id] = actor.split(':')
  if (kind === 'officer') return t('portal.history.by.office')
  if (kind !== 'person') return t('portal.history.by.system')
  const isMe = visitor.kind === 'person' && visitor.personId === id
  return isMe
    ? t('portal.history.by.you')
    : id === one.applicantId
      ? one.applicantName
      : t('portal.history.by.representative')
}
