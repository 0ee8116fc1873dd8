import { answersOf } from '../answers.ts'
import { chance as chanceOf } from '../random.ts'
import { iso, Ledger } from './ledger.ts'
import type { Stage } from './stage.ts'

const DAY = 86_400_000

/** Applications that were begun in the last weeks and not filed yet: one in a thousand people, half written. */
export function playDrafts(stage: Stage): Ledger {
  const ledger = new Ledger(stage)
  const chance = chanceOf(stage.seed * 43 + stage.town.id)
  const adults = stage.population.residents.filter(
    ({ castId, notification, born }) =>
      castId === null && notification === 'electronic' && born !== null && born < '2000',
  )
  for (let count = Math.ceil(stage.town.people / 1000); count > 0; count -= 1) {
    const applicant = chance.pick(adults)
    const { procedure, behaviour } = chance.pick(stage.played)
    const startedAt = stage.now - chance.whole(1, 40) * DAY - chance.whole(0, DAY)
    const { town, population } = stage
    const today = iso(startedAt).slice(0, 10)
    const ground = { town, addresses: population.addresses, applicant, lang: applicant.language, today, chance }
    const all = Object.entries(answersOf(chance.pick(behaviour.applications).answers, ground))
    // Files come last on a form, and are what people go and look for.
    const written = all.slice(0, Math.ceil(all.length / 2)).filter(([, answer]) => !isFile(answer))
    const page = procedure.form.pages[0]?.id ?? ''
    const draftId = chance.uuid()
    ledger.row('draft', {
      ...{ draft_id: draftId, person_id: applicant.personId, started_by: applicant.personId, procedure: procedure.id },
      ...{ version: procedure.version, answers: Object.fromEntries(written), page, channel: 'web' },
      ...{ started_at: iso(startedAt), saved_at: iso(startedAt + chance.whole(60, 900) * 1000) },
    })
    const begun = {
      kind: 'draft.begun',
      objects: [`draft:${draftId}`, `person:${applicant.personId}`],
      data: { procedure: procedure.id },
    }
    ledger.facts({ actId: chance.uuid(), at: startedAt, actor: `person:${applicant.personId}`, channel: 'web' }, [
      begun,
    ])
  }
  return ledger
}

function isFile(answer: unknown): boolean {
  return Array.isArray(answer) && typeof answer[0] === 'object'
}
