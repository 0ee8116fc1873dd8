import { createHash } from 'node:crypto'
import { type Posted, readPosted, textsAt } from '../../../platform/http/index.ts'
import type { FieldError } from '../../../ui/index.ts'
import { caseIdByNumber } from '../../cases/index.ts'
import { mediaTypeOf } from '../../documents/index.ts'
import { enterAtCounter } from '../../register/index.ts'
import { readNames } from '../names.ts'
import { perform, reading, refusalText, type Visit } from '../visit.ts'
import { NewEntryPage } from './new-entry-view.tsx'

/** What the form of a new entry holds, as it was written. */
export type Written = Readonly<Record<(typeof FIELDS)[number], string>>

const FIELDS = ['register', 'channel', 'sender', 'addressee', 'subject', 'office', 'case'] as const

export async function newEntryPage(visit: Visit) {
  const { municipality } = visit.request
  const blank = Object.fromEntries(FIELDS.map((name) => [name, ''])) as Written // every name of FIELDS is there
  return await show(visit, { ...blank, register: 'entry', channel: 'counter', addressee: municipality.name }, [])
}

/** Registers what was handed in at the counter, or goes out on paper; once, however often the form is sent. */
export async function newEntryForm(visit: Visit) {
  const posted = await readPosted(visit.request)
  const written = Object.fromEntries(
    FIELDS.map((name) => [name, textsAt(posted.values, name)[0]?.trim() ?? '']),
  ) as Written
  const number = written.case
  const caseId = number === '' ? undefined : await reading(visit, (db) => caseIdByNumber(db, number.slice(0, 40)))
  const errors = problemsOf(visit, written, posted, number !== '' && caseId === undefined)
  if (errors.length > 0) return await show(visit, written, errors)
  const { sender, addressee, subject, office } = written
  const input = {
    register: written.register === 'exit' ? ('exit' as const) : ('entry' as const),
    ...{ sender, addressee, subject, contentHash: await contentHash(visit, posted, written) },
    channel: channelOf(written.channel),
    ...(office !== '' && { officeId: office }),
    ...(caseId !== undefined && { caseId }),
  }
  const outcome = await perform(visit, enterAtCounter, input, posted.key)
  if (!outcome.ok) return await show(visit, written, [{ text: refusalText(visit, outcome.refused) }])
  return visit.reply.redirect(
    `/desk/register/entry?label=${encodeURIComponent(outcome.result.label)}&done=desk.registered`,
    303,
  )
}

function problemsOf({ ctx: { t } }: Visit, written: Written, { files }: Posted, isNoCase: boolean): FieldError[] {
  const needed = (['sender', 'addressee', 'subject'] as const).filter((name) => written[name] === '')
  const tooLong = (['sender', 'addressee'] as const).filter((name) => written[name].length > 200)
  return [
    ...needed.map((field) => ({ field, text: t('desk.register.missing', { what: t(`desk.register.${field}`) }) })),
    ...tooLong.map((field) => ({ field, text: t('desk.register.too-long') })),
    ...(written.subject.length > 500 ? [{ field: 'subject', text: t('desk.register.too-long') }] : []),
    ...(isNoCase ? [{ field: 'case', text: t('desk.register.no-case') }] : []),
    ...files
      .filter(({ isTooBig, content }) => isTooBig || mediaTypeOf(content) === undefined)
      .map(({ name }) => ({ field: 'file', text: t('desk.file.wrong-type', { name }) })),
  ]
}

const channelOf = (text: string) => (['post', 'e-mail'] as const).find((one) => one === text) ?? ('counter' as const)

/** The fingerprint of what came in: of its file, which is kept; of the words, where it is paper that was not scanned. */
async function contentHash({ platform }: Visit, { files: [file] }: Posted, written: Written): Promise<string> {
  if (file) return (await platform.files.put(file.content)).hash
  return createHash('sha256')
    .update(JSON.stringify([written.sender, written.addressee, written.subject]))
    .digest('hex')
}

async function show(visit: Visit, written: Written, errors: readonly FieldError[]) {
  const names = await reading(visit, (db) => readNames(db, visit))
  return visit.reply.page(NewEntryPage({ ctx: visit.ctx, written, errors, names }), errors.length > 0 ? 422 : 200)
}
