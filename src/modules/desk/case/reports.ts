import { summary } from '../../../core/forms/index.ts'
import { formatDate } from '../../../platform/i18n/index.ts'
import type { AnswerGroup } from '../../../ui/index.ts'
import { type CaseFile, portsOf } from '../../cases/index.ts'
import { type Names, stepName } from '../names.ts'
import type { Visit } from '../visit.ts'
import type { EndedTask } from './store.ts'

/** What officers have said in a case so far, each with who and when. */
export function reportGroups(visit: Visit, file: CaseFile, names: Names, ended: readonly EndedTask[]): AnswerGroup[] {
  const { lang, municipality } = visit.ctx
  const { procedure, case: one } = file
  const { context } = portsOf(procedure, visit.request.municipality, one)
  const seen = { ...context, ...one.state.variables }
  return ended.flatMap(({ element, form: name, answers, closedAt, closedBy }) => {
    const form = procedure.form.tasks.get(name)
    const lines = form ? summary(form, answers, lang, seen) : []
    if (lines.length === 0) return []
    const who = names.officer(closedBy.replace(/^officer:/, '')) ?? ''
    const when = formatDate(lang, closedAt, 'medium', municipality.zone)
    return [
      {
        title: [stepName(procedure.service, element, lang), who, when].filter(Boolean).join(' · '),
        answers: lines.map(({ label, text }) => ({ question: label, answer: text })),
      },
    ]
  })
}
