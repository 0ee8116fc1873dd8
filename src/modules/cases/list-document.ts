import { localDate } from '../../core/deadlines/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import type { Procedure } from '../catalogue/index.ts'
import type { Document } from '../documents/index.ts'
import { verificationCode } from './acts/issue-document.ts'
import type { Call, CallPlace } from './calls.ts'

/** A list that goes out, with what its document must know. */
export interface OutgoingList {
  readonly documentId: string
  readonly call: Pick<Call, 'year' | 'ceiling'>
  readonly stage: 'provisional' | 'final'
  readonly places: readonly Pick<CallPlace, 'number' | 'position' | 'points' | 'amount' | 'granted' | 'reason'>[]
  readonly now: string
}

/**
 * The document of a list, in the first language of the municipality; `undefined` when the package has no template `list-provisional` or
 * `list-final`. Anybody may read it, so people are named by the number of their case alone: an aid from which hardship can be read must
 * not say whose it is (D.Lgs. 33/2013, art. 26.4), and a name together with a whole identity number is never published (Ley Orgánica
 * 3/2018, additional provision 7). Who was left out, and by how much income, is told to each in their own decision.
 */
export function listDocument(
  procedure: Procedure,
  municipality: Municipality,
  list: OutgoingList,
): Document | undefined {
  const template = `list-${list.stage}`
  const lang = municipality.defaultLanguage as 'ca' // kept as text; packages have the four languages of the interface
  if (!procedure.templates.has(template) && !procedure.templates.has(`${template}.${lang}`)) return undefined
  const { title: service, documents } = procedure.service
  const title = `${documents[template]?.title[lang] ?? template}. ${service[lang]}, ${list.call.year}`
  return {
    documentId: list.documentId,
    ...{ caseId: null, origin: 'issued', kind: template, title, lang, mediaType: 'application/pdf' },
    ...{ fileHash: null, size: null, code: verificationCode(list.documentId), sealed: false, signedBy: null },
    source: {
      ...{ procedure: procedure.id, version: procedure.version, template },
      data: dataOf(list, municipality, `${service[lang]}, ${list.call.year}`),
    },
    ...{ registerLabel: null, shown: true, createdAt: list.now, createdBy: 'system:call.publish-list' },
  }
}

function dataOf({ call, places, now }: OutgoingList, municipality: Municipality, title: string) {
  const { name, slug, law, zone } = municipality
  return {
    municipality: { name, slug, law },
    today: localDate(now, zone),
    data: {
      ...{ title, year: call.year, ceiling: call.ceiling },
      rows: places.map(({ position, number, points, amount, granted, reason }) => ({
        ...{ place: position, case: number, points, amount, granted, reason: reason.kind },
      })),
    },
  }
}
