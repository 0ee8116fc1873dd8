import { param, type Visit } from '../visit.ts'
import { EffectsPage } from './effects-view.tsx'

/** Effects whose attempts are used up: what an administrator must look at. */
export async function effectsPage(visit: Visit) {
  const { jobs } = visit.platform
  const [dead, counts] = await Promise.all([jobs.dead(visit.request.municipality.municipalityId), jobs.counts()])
  return visit.reply.page(EffectsPage({ ctx: visit.ctx, dead, counts }))
}

/** Gives an effect its attempts again. */
export async function retryForm(visit: Visit) {
  const id = param(visit, 'job')
  const done = /^\d{1,18}$/.test(id) && (await visit.platform.jobs.retry(visit.request.municipality.municipalityId, id))
  return visit.reply.redirect(`/desk/admin/effects${done ? '?done=desk.retried' : ''}`, 303)
}
