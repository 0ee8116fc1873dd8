import { formatDateTime, formatMoney } from '../../../platform/i18n/index.ts'
import type { JournalEvent } from '../../../platform/journal/index.ts'
import type { TimelineEvent } from '../../../ui/index.ts'
import type { CaseFile } from '../../cases/index.ts'
import { type Names, stepName } from '../names.ts'
import type { Visit } from '../visit.ts'

/** Facts that the drawing makes by the dozen: told by the steps of the map. */
const NOT_TOLD = /^(activity\.|case\.decided)/

/** Everything that happened to a case, the latest first, with who did it and through which door. */
export function historyOf(visit: Visit, file: CaseFile, names: Names): TimelineEvent[] {
  const { lang, municipality } = visit.ctx
  return file.history
    .filter(({ kind }) => !NOT_TOLD.test(kind))
    .toReversed()
    .map((event) => ({
      when: formatDateTime(lang, event.at, municipality.zone),
      instant: event.at,
      title: inWords(visit, event, file, names),
      by: byWhomAndHow(visit, event, file, names),
      tone: /rejected|silence/.test(event.kind) ? 'warning' : 'plain',
    }))
}

function inWords({ ctx, platform }: Visit, { kind, data }: JournalEvent, file: CaseFile, names: Names): string {
  const key = `desk.history.${kind.replaceAll('.', '-')}`
  // A kind of fact that a module brought and nobody has put in words yet is shown by its name rather than hidden.
  if (!platform.texts.has(key)) return kind
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return ctx.t(key, {
    step: stepName(file.procedure.service, text(data.element), ctx.lang),
    amount: data.amount === undefined ? '' : formatMoney(ctx.lang, String(data.amount).replace(/^-/, '')),
    ...{ label: text(data.label), title: text(data.title), subject: text(data.subject), reason: text(data.reason) },
    ...{ text: text(data.text) || text(data.defects), by: text(data.by), office: names.office(text(data.to)) },
  })
}

/** "Elena Neri · web"; what the machine does by itself comes through no door. */
function byWhomAndHow(visit: Visit, event: JournalEvent, file: CaseFile, names: Names): string {
  const whom = byWhom(visit, event, file, names)
  return event.channel === 'system' ? whom : `${whom} · ${visit.ctx.t(`desk.channel.${event.channel}`)}`
}

function byWhom({ ctx }: Visit, { actor }: JournalEvent, { case: one }: CaseFile, names: Names): string {
  const [kind, id = ''] = actor.split(':')
  if (kind === 'officer') return names.officer(id) ?? ctx.t('desk.work.somebody')
  if (kind === 'person') return id === one.applicantId ? one.applicantName : ctx.t('desk.history.by.representative')
  return ctx.t('desk.history.by.system')
}
