import type { Translate } from '../i18n/index.ts'
import type { Reason } from './guards.ts'
import type { Issuer, SignInKind } from './issuers.ts'
import { Panel } from './layout.tsx'
import type { Failure } from './sign-in.ts'

/** Who are you, and how do you prove it: one main button, the other way below it. */
export function SignInPage({
  t,
  next,
  first,
  issuers,
}: {
  t: Translate
  next: string
  first: SignInKind
  issuers: Readonly<Record<SignInKind, Issuer>>
}) {
  const person = <PersonWay t={t} next={next} issuer={issuers.person} isMain={first === 'person'} />
  const staff = <StaffWay t={t} next={next} issuer={issuers.officer} isMain={first === 'officer'} />
  return (
    <Panel title={t('identity.sign-in.title')}>
      {first === 'person' ? [person, staff] : [staff, person]}
      <p class="mt-4">{t('identity.sign-in.privacy')}</p>
    </Panel>
  )
}

interface Way {
  readonly t: Translate
  readonly next: string
  readonly issuer: Issuer
  readonly isMain: boolean
}

function PersonWay({ t, next, issuer, isMain }: Way) {
  return (
    <section class="mt-4" aria-labelledby="sign-in-person">
      <h2 id="sign-in-person">{t('identity.sign-in.person.title')}</h2>
      <p>{t('identity.sign-in.person.how')}</p>
      <a class={buttonClass(isMain)} href={withNext('/sign-in/person', next)}>
        {issuer.name ? t('identity.sign-in.with', { name: issuer.name }) : t('identity.sign-in.person.button')}
      </a>
      {issuer.isDemonstration && <DemonstrationNote t={t} />}
    </section>
  )
}

function StaffWay({ t, next, issuer, isMain }: Way) {
  return (
    <section class="mt-4" aria-labelledby="sign-in-staff">
      <h2 id="sign-in-staff">{t('identity.sign-in.staff.title')}</h2>
      <p>{t('identity.sign-in.staff.how')}</p>
      <p class="d-flex flex-wrap gap-2">
        <a class={buttonClass(isMain)} href={withNext('/sign-in/staff', next)}>
          {issuer.name ? t('identity.sign-in.with', { name: issuer.name }) : t('identity.sign-in.staff.button')}
        </a>
        <button type="button" class="btn btn-outline-primary" data-passkey="sign-in" data-next={next} hidden>
          {t('identity.sign-in.staff.passkey')}
        </button>
      </p>
      <p role="alert" data-passkey-error={t('identity.failed.passkey')} hidden></p>
      {issuer.isDemonstration && <DemonstrationNote t={t} />}
    </section>
  )
}

function DemonstrationNote({ t }: { t: Translate }) {
  return <p class="small mt-2">{t('identity.sign-in.demonstration')}</p>
}

/** What happened, and how to try again. */
export function SignInFailedPage({
  t,
  reason,
  minutes,
  next,
  as,
}: {
  t: Translate
  reason: Failure
  minutes: number
  next: string
  as: SignInKind
}) {
  const again = withNext(as === 'person' ? '/sign-in?as=person' : '/sign-in?as=staff', next)
  return (
    <Panel title={t('identity.failed.title')}>
      <div class="alert alert-danger" role="alert">
        {reason === 'wait' ? t('identity.failed.wait', { n: minutes }) : t(`identity.failed.${reason}`)}
      </div>
      <p>{t('identity.failed.kept')}</p>
      {reason !== 'wait' && (
        <a class="btn btn-primary" href={again}>
          {t('identity.failed.again')}
        </a>
      )}
    </Panel>
  )
}

/** The session is over here; the identity service may still know this browser. */
export function SignedOutPage({ t, issuer, end }: { t: Translate; issuer: Issuer; end: string | undefined }) {
  return (
    <Panel title={t('identity.signed-out.title')}>
      <p>{t('identity.signed-out.done')}</p>
      {end && <p>{t('identity.signed-out.shared')}</p>}
      <p class="d-flex flex-wrap gap-2">
        <a class="btn btn-primary" href="/">
          {t('identity.signed-out.home')}
        </a>
        {end && (
          <a class="btn btn-outline-primary" href={end}>
            {issuer.name
              ? t('identity.signed-out.service-named', { name: issuer.name })
              : t('identity.signed-out.service')}
          </a>
        )}
      </p>
    </Panel>
  )
}

/** Why this is not allowed, and what to do now. */
export function ForbiddenPage({ t, reason }: { t: Translate; reason: Reason }) {
  return (
    <Panel title={t('identity.forbidden.title')}>
      <div class="alert alert-warning" role="alert">
        {t(`identity.forbidden.${reason}`)}
      </div>
      <p>{t(`identity.forbidden-remedy.${reason}`)}</p>
      <p class="d-flex flex-wrap gap-2">
        <a class="btn btn-primary" href="/">
          {t('identity.signed-out.home')}
        </a>
        {(reason === 'staff-only' || reason === 'people-only' || reason === 'level') && (
          <a class="btn btn-outline-primary" href={`/sign-in?as=${reason === 'staff-only' ? 'staff' : 'person'}`}>
            {t('identity.forbidden.other')}
          </a>
        )}
      </p>
    </Panel>
  )
}

function buttonClass(isMain: boolean): string {
  return isMain ? 'btn btn-primary' : 'btn btn-outline-primary'
}

function withNext(path: string, next: string): string {
  if (next === '') return path
  return `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`
}
