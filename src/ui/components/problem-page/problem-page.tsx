import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { ButtonLink } from '../act-form/button.tsx'
import { DeskPage } from '../desk-page/desk-page.tsx'
import { Icon } from '../icon/icon.tsx'
import { PortalPage } from '../portal-page/portal-page.tsx'

interface ProblemProps {
  ctx: PageContext
  title: string
  happened: string
  kept: string
  now: string
  action?: { href: string; text: string } | undefined
  icon?: string | undefined
  /** What to tell when asking for help: the number of the request. */
  reference?: string | undefined
}

/** Every failure answers three questions: what happened, what was kept, what to do now. */
export function Problem({ ctx, title, happened, kept, now, action, icon = 'warning-circle', reference }: ProblemProps) {
  const { t } = ctx
  return (
    <div class="f-problem">
      <Icon name={icon} size="lg" />
      <h1>{title}</h1>
      <dl>
        <div>
          <dt>{t('ui.problem.happened')}</dt>
          <dd>{happened}</dd>
        </div>
        <div>
          <dt>{t('ui.problem.kept')}</dt>
          <dd>{kept}</dd>
        </div>
        <div>
          <dt>{t('ui.problem.now')}</dt>
          <dd>{now}</dd>
        </div>
      </dl>
      {action === undefined ? null : <ButtonLink {...action} />}
      {reference === undefined ? null : <p class="f-muted">{t('ui.problem.reference', { reference })}</p>}
    </div>
  )
}

/** The failures that any page may end in. */
export type ProblemKind = 'not-found' | 'no-permission' | 'failed' | 'busy' | 'expired'

/** A whole page for a failure that any page may end in, in the layout of the part where it happened. */
export function ProblemPage({
  ctx,
  kind,
  reference,
}: {
  ctx: PageContext
  kind: ProblemKind
  reference?: string | undefined
}) {
  const { t } = ctx
  const home = ctx.path.startsWith('/desk') ? '/desk' : '/'
  const action =
    kind === 'no-permission' && ctx.visitor.kind === 'anonymous'
      ? { href: `/sign-in?return=${encodeURIComponent(ctx.path)}`, text: t('ui.visitor.sign-in') }
      : { href: kind === 'failed' || kind === 'busy' ? ctx.path : home, text: t(`ui.problem.${kind}.action`) }
  return (
    <InLayout ctx={ctx} title={t(`ui.problem.${kind}.title`)}>
      <Problem
        ctx={ctx}
        title={t(`ui.problem.${kind}.title`)}
        happened={t(`ui.problem.${kind}.happened`)}
        kept={t(`ui.problem.${kind}.kept`)}
        now={t(`ui.problem.${kind}.now`)}
        action={action}
        icon={kind === 'no-permission' ? 'locked' : 'warning-circle'}
        reference={reference}
      />
    </InLayout>
  )
}

function InLayout({ ctx, title, children }: { ctx: PageContext; title: string; children: ComponentChildren }) {
  if (ctx.path.startsWith('/desk') && ctx.visitor.kind === 'officer') {
    return (
      <DeskPage ctx={ctx} title={title} active="">
        {children}
      </DeskPage>
    )
  }
  return (
    <PortalPage ctx={ctx} title={title}>
      {children}
    </PortalPage>
  )
}
