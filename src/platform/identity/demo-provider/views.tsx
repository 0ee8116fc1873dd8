import type { ComponentChildren } from 'preact'
import { assetUrl, Button, ButtonLink, Callout, FormActions, type PageContext, townMarkUrl } from '../../../ui/index.ts'
import { type Lang, languageNames, languages } from '../../i18n/index.ts'
import type { DemoAccount } from './accounts.ts'

/** The accounts of one town. */
export interface AccountGroup {
  readonly town: string
  readonly accounts: readonly DemoAccount[]
}

interface FrameProps {
  readonly ctx: PageContext
  readonly title: string
  readonly children: ComponentChildren
}

/** A frame that is not the town's: whoever comes here must see that they have left it, and that this is not the real thing. */
function Frame({ ctx, title, children }: FrameProps) {
  const { t, lang } = ctx
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${t('identity.demo.name')}`}</title>
        <link rel="icon" href={townMarkUrl('default')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('/assets/bootstrap-italia.css')} />
        <link rel="stylesheet" href={`/assets/theme/${ctx.municipality.slug}.css`} />
        <link rel="stylesheet" href={assetUrl('/assets/finestra.css')} />
      </head>
      <body>
        <header class="f-width pt-4">
          <LanguageLinks ctx={ctx} />
        </header>
        <main id="content" class="f-width f-main">
          <h1 class="mb-4">{title}</h1>
          <Callout ctx={ctx} kind="warning" title={t('identity.demo.band.title')}>
            <p>{t('identity.demo.band.text')}</p>
          </Callout>
          {children}
        </main>
      </body>
    </html>
  )
}

function LanguageLinks({ ctx }: { ctx: PageContext }) {
  return (
    <nav aria-label={ctx.t('ui.languages')}>
      <ul class="list-inline mb-0">
        {languages.map((lang) => (
          <li key={lang} class="list-inline-item me-3">
            <a href={`?lang=${lang}`} lang={lang} hreflang={lang} aria-current={lang === ctx.lang ? 'true' : undefined}>
              {languageNames[lang]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface DemoSignInProps {
  readonly ctx: PageContext
  readonly kind: DemoAccount['kind']
  readonly groups: readonly AccountGroup[]
  readonly problem: 'wrong' | 'wait' | undefined
  readonly password: string
}

/** Pick an invented person with one click, or type a number and the password as one would in earnest. */
export function DemoSignInPage({ ctx, kind, groups, problem, password }: DemoSignInProps) {
  const { t } = ctx
  return (
    <Frame ctx={ctx} title={t('identity.demo.title')}>
      {problem && (
        <div role="alert" class="mt-3">
          <Callout ctx={ctx} kind="danger">
            <p>{t(`identity.demo.problem.${problem}`)}</p>
          </Callout>
        </div>
      )}
      <form method="post" class="f-section">
        <h2>{kind === 'officer' ? t('identity.demo.pick.officer') : t('identity.demo.pick.person')}</h2>
        {groups.map((group, index) => (
          <TownAccounts key={group.town} lang={ctx.lang} group={group} isOpen={index === 0} />
        ))}
      </form>
      <PasswordForm ctx={ctx} password={password} isOpen={problem !== undefined} />
      <form method="post" class="mt-4">
        <Button look="quiet" name="cancel" value="yes">
          {t('identity.demo.cancel')}
        </Button>
      </form>
    </Frame>
  )
}

function TownAccounts({ lang, group, isOpen }: { lang: Lang; group: AccountGroup; isOpen: boolean }) {
  const name = group.town.replace(/^./, (letter) => letter.toUpperCase())
  return (
    <details open={isOpen} class="mb-3">
      <summary>
        <strong>{name}</strong>
      </summary>
      <ul class="f-cards mt-3">
        {group.accounts.map((account) => (
          <li key={account.id}>
            <AccountButton account={account} lang={lang} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function AccountButton({ account, lang }: { account: DemoAccount; lang: Lang }) {
  const { id, givenName, familyName, note, fiscalNumber } = account
  return (
    <button
      type="submit"
      name="account"
      value={id}
      class="f-btn f-btn-secondary w-100 h-100 flex-column align-items-start text-start"
    >
      <span>{`${givenName} ${familyName}`.trim()}</span>
      {note?.[lang] && <small class="fw-normal">{note[lang]}</small>}
      {fiscalNumber && <small class="fw-normal">{fiscalNumber}</small>}
    </button>
  )
}

function PasswordForm({ ctx, password, isOpen }: { ctx: PageContext; password: string; isOpen: boolean }) {
  const { t } = ctx
  return (
    <details class="mt-4" open={isOpen}>
      <summary>{t('identity.demo.typed.title')}</summary>
      <form method="post" class="f-form mt-3">
        <p>{t('identity.demo.typed.hint', { password })}</p>
        <div class="f-field">
          <label class="f-label" for="demo-code">
            {t('identity.demo.typed.code')}
          </label>
          <input class="f-input f-w-md" id="demo-code" name="code" required autocomplete="username" />
        </div>
        <div class="f-field">
          <label class="f-label" for="demo-password">
            {t('identity.demo.typed.password')}
          </label>
          <input
            class="f-input f-w-md"
            id="demo-password"
            name="password"
            type="password"
            required
            autocomplete="current-password"
          />
        </div>
        <FormActions>
          <Button>{t('identity.demo.typed.submit')}</Button>
        </FormActions>
      </form>
    </details>
  )
}

/** Sign out of the service too, or only of the town's window. */
export function DemoLogoutPage({ ctx, action, xsrf }: { ctx: PageContext; action: string; xsrf: string }) {
  const { t } = ctx
  return (
    <Frame ctx={ctx} title={t('identity.demo.logout.title')}>
      <form method="post" action={action}>
        <input type="hidden" name="xsrf" value={xsrf} />
        <FormActions>
          <Button name="logout" value="yes">
            {t('identity.demo.logout.yes')}
          </Button>
          <Button look="secondary">{t('identity.demo.logout.no')}</Button>
        </FormActions>
      </form>
    </Frame>
  )
}

/** The request of the town's window could not be met: start again. */
export function DemoErrorPage({ ctx, code }: { ctx: PageContext; code: string }) {
  const { t } = ctx
  return (
    <Frame ctx={ctx} title={t('identity.demo.error.title')}>
      <p class="mt-4">{t('identity.demo.error.text')}</p>
      <p class="f-muted">
        <code>{code}</code>
      </p>
      <ButtonLink href="/sign-in" text={t('identity.failed.again')} />
    </Frame>
  )
}
