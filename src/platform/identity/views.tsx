import { ButtonLink, Callout, DeskPage, type PageContext, PageTitle, PortalPage, Problem } from '../../ui/index.ts'
import type { Issuer, SignInKind } from './issuers.ts'
import type { Failure, Reason } from './reasons.ts'

interface SignInPageProps {
  readonly ctx: PageContext
  /** Where to go afterwards; empty when nothing was asked for. */
  readonly next: string
  /** Which way is shown first, with the main button. */
  readonly first: SignInKind
  readonly issuers: Readonly<Record<SignInKind, Issuer>>
}

/** Who are you, and how do you prove it: one main button, the other way below it. */
export function SignInPage({ ctx, next, first, issuers }: SignInPageProps) {
  const person = <PersonWay ctx={ctx} next={next} issuer={issuers.person} isMain={first === 'person'} />
  const staff = <StaffWay ctx={ctx} next={next} issuer={issuers.officer} isMain={first === 'officer'} />
  return (
    <PortalPage ctx={ctx} title={ctx.t('identity.sign-in.title')} noSearch>
      <PageTitle title={ctx.t('identity.sign-in.title')} lead={ctx.t('identity.sign-in.privacy')} />
      {first === 'person' ? [person, staff] : [staff, person]}
      <PasskeyScript />
    </PortalPage>
  )
}

interface Way {
  readonly ctx: PageContext
  readonly next: string
  readonly issuer: Issuer
  readonly isMain: boolean
}

function PersonWay({ ctx, next, issuer, isMain }: Way) {
  const { t } = ctx
  return (
    <section class="f-section" aria-labelledby="sign-in-person">
      <h2 id="sign-in-person">{t('identity.sign-in.person.title')}</h2>
      <p>{t('identity.sign-in.person.how')}</p>
      <ButtonLink
        look={isMain ? 'primary' : 'secondary'}
        href={withNext('/sign-in/person', next)}
        text={issuer.name ? t('identity.sign-in.with', { name: issuer.name }) : t('identity.sign-in.person.button')}
      />
      {issuer.isDemonstration && <DemonstrationNote ctx={ctx} />}
    </section>
  )
}

function StaffWay({ ctx, next, issuer, isMain }: Way) {
  const { t } = ctx
  return (
    <section class="f-section" aria-labelledby="sign-in-staff">
      <h2 id="sign-in-staff">{t('identity.sign-in.staff.title')}</h2>
      <p>{t('identity.sign-in.staff.how')}</p>
      <p class="d-flex flex-wrap gap-3">
        <ButtonLink
          look={isMain ? 'primary' : 'secondary'}
          href={withNext('/sign-in/staff', next)}
          text={issuer.name ? t('identity.sign-in.with', { name: issuer.name }) : t('identity.sign-in.staff.button')}
        />
        <button type="button" class="f-btn f-btn-secondary" data-passkey="sign-in" data-next={next} hidden>
          {t('identity.sign-in.staff.passkey')}
        </button>
      </p>
      <PasskeyError ctx={ctx} />
      {issuer.isDemonstration && <DemonstrationNote ctx={ctx} />}
    </section>
  )
}

function DemonstrationNote({ ctx }: { ctx: PageContext }) {
  return <p class="f-muted mt-3">{ctx.t('identity.sign-in.demonstration')}</p>
}

/** Where the script of the passkey buttons says that it went wrong. */
export function PasskeyError({ ctx }: { ctx: PageContext }) {
  return <p class="f-error mt-3" role="alert" data-passkey-error={ctx.t('identity.failed.passkey')} hidden></p>
}

/** Makes the passkey buttons work; without it they stay hidden. */
export function PasskeyScript() {
  return <script src="/assets/identity/passkey.js" type="module" />
}

interface SignInFailedProps {
  readonly ctx: PageContext
  readonly reason: Failure
  /** How long to wait, when that is the reason. */
  readonly minutes: number
  readonly next: string
  readonly as: SignInKind
}

/** What happened, what was kept, and how to try again. */
export function SignInFailedPage({ ctx, reason, minutes, next, as }: SignInFailedProps) {
  const { t } = ctx
  const happened = reason === 'wait' ? t('identity.failed.wait', { n: minutes }) : t(`identity.failed.${reason}`)
  const again = withNext(`/sign-in?as=${as === 'person' ? 'person' : 'staff'}`, next)
  return (
    <PortalPage ctx={ctx} title={t('identity.failed.title')} noSearch>
      <Problem
        ctx={ctx}
        title={t('identity.failed.title')}
        happened={happened}
        kept={t('identity.failed.kept')}
        now={t(`identity.failed-remedy.${reason}`)}
        action={reason === 'wait' ? undefined : { href: again, text: t('identity.failed.again') }}
      />
    </PortalPage>
  )
}

/** The session is over here; the identity service may still know this browser. */
export function SignedOutPage({ ctx, issuer, end }: { ctx: PageContext; issuer: Issuer; end: string | undefined }) {
  const { t } = ctx
  const leave = issuer.name
    ? t('identity.signed-out.service-named', { name: issuer.name })
    : t('identity.signed-out.service')
  return (
    <PortalPage ctx={ctx} title={t('identity.signed-out.title')}>
      <PageTitle title={t('identity.signed-out.title')} lead={t('identity.signed-out.done')} />
      {end && (
        <Callout ctx={ctx} kind="warning">
          <p>{t('identity.signed-out.shared')}</p>
        </Callout>
      )}
      <p class="f-actions">
        <ButtonLink href="/" text={t('identity.signed-out.home')} />
        {end && <ButtonLink look="secondary" href={end} text={leave} />}
      </p>
    </PortalPage>
  )
}

/** Why this is not allowed, and what to do now. */
export function ForbiddenPage({ ctx, reason, home }: { ctx: PageContext; reason: Reason; home: string }) {
  const { t } = ctx
  const title = t('identity.forbidden.title')
  const other = reason === 'staff-only' || reason === 'people-only' || reason === 'level'
  const action = other
    ? { href: `/sign-in?as=${reason === 'staff-only' ? 'staff' : 'person'}`, text: t('identity.forbidden.other') }
    : { href: home, text: t('identity.forbidden.home') }
  const problem = (
    <Problem
      ctx={ctx}
      title={title}
      happened={t(`identity.forbidden.${reason}`)}
      kept={t('identity.forbidden.kept')}
      now={t(`identity.forbidden-remedy.${reason}`)}
      action={action}
    />
  )
  if (ctx.visitor.kind !== 'officer') return PortalPage({ ctx, title, children: problem })
  return DeskPage({ ctx, title, active: '', children: problem })
}

function withNext(path: string, next: string): string {
  if (next === '') return path
  return `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`
}
