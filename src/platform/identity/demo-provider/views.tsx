import type { Lang, Translate } from '../../i18n/index.ts'
import { Panel } from '../layout.tsx'
import type { DemoAccount } from './accounts.ts'

interface Group {
  readonly town: string
  readonly accounts: readonly DemoAccount[]
}

/** Says that this is not the real thing: on every page of the service, first. */
function DemonstrationBand({ t }: { t: Translate }) {
  return (
    <div class="alert alert-warning" role="note">
      <strong>{t('identity.demo.band.title')}</strong> {t('identity.demo.band.text')}
    </div>
  )
}

/** Pick an invented person with one click, or type a number and the password as one would in earnest. */
export function DemoSignInPage({
  t,
  lang,
  kind,
  groups,
  problem,
  password,
}: {
  t: Translate
  lang: Lang
  kind: DemoAccount['kind']
  groups: readonly Group[]
  problem: 'wrong' | 'wait' | undefined
  password: string
}) {
  return (
    <Panel title={t('identity.demo.title')}>
      <DemonstrationBand t={t} />
      {problem && (
        <div class="alert alert-danger" role="alert">
          {t(`identity.demo.problem.${problem}`)}
        </div>
      )}
      <form method="post">
        <h2>{t(kind === 'officer' ? 'identity.demo.pick.officer' : 'identity.demo.pick.person')}</h2>
        {groups.map((group, index) => (
          <TownAccounts key={group.town} lang={lang} group={group} isOpen={index === 0} />
        ))}
      </form>
      <PasswordForm t={t} password={password} />
      <form method="post" class="mt-4">
        <button type="submit" name="cancel" value="yes" class="btn btn-outline-secondary">
          {t('identity.demo.cancel')}
        </button>
      </form>
    </Panel>
  )
}

function TownAccounts({ lang, group, isOpen }: { lang: Lang; group: Group; isOpen: boolean }) {
  const name = group.town.replace(/^./, (letter) => letter.toUpperCase())
  return (
    <details open={isOpen}>
      <summary>{name}</summary>
      <ul class="list-unstyled my-2">
        {group.accounts.map((account) => (
          <li key={account.id} class="mb-2">
            <button type="submit" name="account" value={account.id} class="btn btn-outline-primary w-100 text-start">
              <span class="fw-semibold">
                {account.givenName} {account.familyName}
              </span>
              {account.note?.[lang] && <span class="d-block small">{account.note[lang]}</span>}
              {account.fiscalNumber && <span class="d-block small font-monospace">{account.fiscalNumber}</span>}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

function PasswordForm({ t, password }: { t: Translate; password: string }) {
  return (
    <details class="mt-4">
      <summary>{t('identity.demo.typed.title')}</summary>
      <form method="post" class="mt-2">
        <p>{t('identity.demo.typed.hint', { password })}</p>
        <div class="mb-3">
          <label class="form-label" for="demo-code">
            {t('identity.demo.typed.code')}
          </label>
          <input class="form-control" id="demo-code" name="code" required autocomplete="username" />
        </div>
        <div class="mb-3">
          <label class="form-label" for="demo-password">
            {t('identity.demo.typed.password')}
          </label>
          <input
            class="form-control"
            id="demo-password"
            name="password"
            type="password"
            required
            autocomplete="current-password"
          />
        </div>
        <button type="submit" class="btn btn-primary">
          {t('identity.demo.typed.submit')}
        </button>
      </form>
    </details>
  )
}

/** Sign out of the service too, or only of the town's window. */
export function DemoLogoutPage({ t, action, xsrf }: { t: Translate; action: string; xsrf: string }) {
  return (
    <Panel title={t('identity.demo.logout.title')}>
      <DemonstrationBand t={t} />
      <form method="post" action={action}>
        <input type="hidden" name="xsrf" value={xsrf} />
        <p class="d-flex flex-wrap gap-2">
          <button type="submit" name="logout" value="yes" class="btn btn-primary">
            {t('identity.demo.logout.yes')}
          </button>
          <button type="submit" class="btn btn-outline-primary">
            {t('identity.demo.logout.no')}
          </button>
        </p>
      </form>
    </Panel>
  )
}

/** The request of the town's window could not be met: start again. */
export function DemoErrorPage({ t, code }: { t: Translate; code: string }) {
  return (
    <Panel title={t('identity.demo.error.title')}>
      <DemonstrationBand t={t} />
      <p>{t('identity.demo.error.text')}</p>
      <p class="small font-monospace">{code}</p>
      <a class="btn btn-primary" href="/sign-in">
        {t('identity.failed.again')}
      </a>
    </Panel>
  )
}
