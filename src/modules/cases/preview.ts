import type { Actor, Municipality } from '../../platform/acts/index.ts'
import { qrSvg, renderPdf } from '../../platform/pdf/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { backgroundOf, documentData } from './document-data.ts'
import { caseInHand } from './hand.ts'
import { caseOfTask, taskById } from './store.ts'
import { takeTurn } from './turn.ts'

/** A document as it would be issued, not sealed and not kept. */
export interface Preview {
  readonly title: string
  readonly pdf: Uint8Array
}

/**
 * What the town hall would say if the task ended with these answers: the engine takes the step on paper, and the first document that the
 * drawing then issues is rendered. `undefined` when the step issues none, or does not fit.
 */
export async function previewDocument(
  platform: Platform,
  municipality: Municipality,
  asked: { readonly taskId: string; readonly answers: Readonly<Record<string, unknown>>; readonly actor: Actor },
): Promise<Preview | undefined> {
  const now = platform.now()
  const made = await platform.db.within(municipality.municipalityId, async (db) => {
    const [task, hand] = await Promise.all([
      taskById(db, asked.taskId),
      caseInHand(db, caseOfTask(asked.taskId), municipality),
    ])
    if (!task || !hand) return undefined
    const context = { now, actId: task.taskId, actor: asked.actor, channel: 'desk', municipality } as const
    const turn = takeTurn(hand, { complete: task.token, with: asked.answers }, context)
    if ('refused' in turn) return undefined
    const issue = turn.effects.find((effect) => effect.task === 'case.document.issue')
    // Written by the drawing: `{template, title, sign, data}`.
    const wanted = issue?.payload.with as
      | { template: string; title?: string; data?: Record<string, unknown> }
      | undefined
    if (!wanted) return undefined
    const { procedure } = hand
    const title = procedure.service.documents[wanted.title ?? wanted.template]?.title[hand.case.lang] ?? wanted.template
    const signer = { name: asked.actor.name, role: task.role }
    const data = documentData(await backgroundOf(db, hand.case.caseId), {
      one: turn.case,
      procedure,
      municipality,
      title,
      signer,
      extra: wanted.data ?? {},
      now,
    })
    const template =
      procedure.templates.get(`${wanted.template}.${hand.case.lang}`) ?? procedure.templates.get(wanted.template)
    return template === undefined ? undefined : { title, data, template, lang: hand.case.lang }
  })
  if (!made) return undefined
  const pdf = await renderPdf({
    template: made.template,
    lang: made.lang as 'ca', // kept as text; every case is in a language of the interface
    at: now,
    data: {
      ...made.data,
      title: made.title,
      verification: {
        code: 'XXXX-XXXX-XXXX-XXXX',
        url: `${platform.config.baseUrl}/verify`,
        qr: await qrSvg(platform.config.baseUrl),
      },
      register: null,
      signedBy: asked.actor.name,
      at: now,
    },
  })
  return { title: made.title, pdf }
}
