import Type from 'typebox'
import { type Act, act } from '../../../platform/acts/index.ts'
import { procedureOf } from '../../catalogue/index.ts'
import { showDocument } from '../../documents/index.ts'
import { findPerson } from '../../people/index.ts'
import { insertMessage } from '../message.ts'
import { caseById } from '../store.ts'
import { actAsSystem, type Worker } from './worker.ts'

/** A message of the package for the person: kept in their folder, and a notice of it sent by e-mail. It has no legal effect. */
export async function sendMessage(worker: Worker): Promise<Record<string, unknown>> {
  const { platform, municipality, effect } = worker
  const { text, data } = effect.with as { text: string; data?: Record<string, unknown> }
  const written = await platform.db.within(municipality.municipalityId, async (db) => {
    const one = await caseById(db, effect.caseId)
    if (!one) return undefined
    const procedure = await procedureOf(db, municipality, one.procedure, one.version)
    const message = procedure.service.messages[text]
    if (!message) throw new Error(`the package ${procedure.id} has no message "${text}"`)
    const fill = (words: string) =>
      words.replace(/\{(\w+)\}/g, (_, name: string) => String(name === 'case' ? one.number : (data?.[name] ?? '')))
    return { one, subject: fill(message.subject[one.lang] ?? ''), body: fill(message.body[one.lang] ?? '') }
  })
  if (!written) return {}
  const { one, subject, body } = written
  await actAsSystem(
    worker,
    keepMessage,
    { caseId: one.caseId, personId: one.applicantId, subject, body, lang: one.lang, documentId: documentOf(data) },
    ':message',
  )
  return {}
}

/**
 * The notice that something waits in the folder (Ley 39/2015, art. 41.6): it says what and where, never the content, and its absence
 * does not make a notification invalid.
 */
export async function sendNotice({ platform, municipality, effect, job }: Worker): Promise<void> {
  const { personId, caseId, kind } = effect as unknown as {
    personId: string
    caseId: string
    kind: 'notification' | 'payment' | 'message'
  }
  const found = await platform.db.atOnce(municipality.municipalityId, async (db) => {
    const [person, one] = await Promise.all([findPerson(db, personId), caseById(db, caseId)])
    return person && one && { person, one }
  })
  if (!found?.person.email) return
  const t = platform.texts.translator(found.one.lang as 'ca') // kept as text; every language of a person is one of the interface
  const data = {
    number: found.one.number,
    municipality: municipality.name,
    link: `${platform.config.baseUrl}/folder/cases/${caseId}`,
  }
  await platform.mail.send({
    to: found.person.email,
    subject: t(`cases.notice.${kind}.subject`, data),
    text: t(`cases.notice.${kind}.body`, data),
    messageId: `${municipality.slug}-${job.key}`,
  })
}

const keepMessage: Act<
  { caseId: string; personId: string; subject: string; body: string; lang: string; documentId: string | null },
  { messageId: string }
> = act({
  name: 'case.keep-message',
  permission: 'system',
  input: Type.Object({
    caseId: Type.String({ format: 'uuid' }),
    personId: Type.String({ format: 'uuid' }),
    subject: Type.String(),
    body: Type.String(),
    lang: Type.String(),
    documentId: Type.Union([Type.String(), Type.Null()]),
  }),
  load: (db, { caseId }) => caseById(db, caseId),
  may: (_, __, { actor }) => actor.kind === 'system',
  decide: (one, input, context) => ({
    change: input,
    facts: [
      {
        kind: 'message.sent',
        objects: [`case:${one.caseId}`, `person:${input.personId}`],
        data: { subject: input.subject },
      },
    ],
    effects: [
      {
        task: 'case.notice',
        payload: { personId: input.personId, caseId: one.caseId, kind: 'message' },
        key: `notice:${context.actId}`,
      },
    ],
  }),
  async save(db, { caseId, personId, subject, body, lang, documentId }, context) {
    await insertMessage(db, {
      messageId: context.actId,
      caseId,
      personId,
      subject,
      body,
      lang,
      at: context.now,
      readAt: null,
    })
    if (documentId !== null) await showDocument(db, documentId)
    return { result: { messageId: context.actId } }
  },
})

function documentOf(data: Record<string, unknown> | undefined): string | null {
  const document = data?.document
  if (typeof document === 'string') return document
  return typeof document === 'object' && document !== null && 'document' in document ? String(document.document) : null
}
