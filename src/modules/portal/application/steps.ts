import type { VisiblePage } from '../../../core/forms/index.ts'
import type { PageContext, Step } from '../../../ui/index.ts'

/** The steps of an application: its pages, and at the end the check of what was answered. */
export function stepsOf(ctx: PageContext, draftId: string, pages: readonly VisiblePage[], here: string): Step[] {
  const all = [
    ...pages.map(({ id, title }) => ({ id, name: title[ctx.lang] ?? id })),
    { id: 'review', name: ctx.t('portal.review.step') },
  ]
  const current = all.findIndex(({ id }) => id === here)
  return all.map(({ id, name }, index) => ({
    name,
    state: index === current ? 'here' : index < current ? 'done' : 'next',
    href: `/drafts/${draftId}/${id}`,
  }))
}
