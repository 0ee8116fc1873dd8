import { DeskPage, type PageContext, PageTitle } from '../../../ui/index.ts'
import { formatDate } from '../../i18n/index.ts'
import type { PasskeyRow } from '../store.ts'
import { PasskeyError, PasskeyScript } from '../views.tsx'

interface PasskeysProps {
  readonly ctx: PageContext
  readonly passkeys: readonly PasskeyRow[]
}

/** The page with an officer's own passkeys. */
export function PasskeysPage({ ctx, passkeys }: PasskeysProps) {
  const title = ctx.t('identity.passkeys.title')
  return (
    <DeskPage ctx={ctx} title={title} active="me">
      <PageTitle title={title} lead={ctx.t('identity.passkeys.what')} />
      <Passkeys ctx={ctx} passkeys={passkeys} />
    </DeskPage>
  )
}

/** An officer's own passkeys: which there are, one more, one less. May stand on a page with other settings. */
export function Passkeys({ ctx, passkeys }: PasskeysProps) {
  const { t } = ctx
  return (
    <>
      {passkeys.length === 0 ? (
        <p>{t('identity.passkeys.none')}</p>
      ) : (
        <ul class="list-unstyled">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.credentialId} ctx={ctx} passkey={passkey} />
          ))}
        </ul>
      )}
      <section class="f-section" aria-labelledby="passkey-add">
        <h2 id="passkey-add">{t('identity.passkeys.add')}</h2>
        <div class="f-field">
          <label class="f-label" for="passkey-label">
            {t('identity.passkeys.label')}
          </label>
          <input class="f-input f-w-md" id="passkey-label" maxLength={60} autocomplete="off" />
        </div>
        <button type="button" class="f-btn f-btn-primary" data-passkey="register" hidden>
          {t('identity.passkeys.add')}
        </button>
        <p data-passkey-missing>{t('identity.passkeys.missing')}</p>
        <PasskeyError ctx={ctx} />
      </section>
      <PasskeyScript />
    </>
  )
}

function PasskeyItem({ ctx, passkey }: { ctx: PageContext; passkey: PasskeyRow }) {
  const { t } = ctx
  const day = (instant: string) => formatDate(ctx.lang, instant, 'long', ctx.municipality.zone)
  return (
    <li class="d-flex flex-wrap justify-content-between align-items-center gap-3 border-bottom py-3">
      <span>
        <strong>{passkey.label}</strong>
        <small class="d-block f-muted">{t('identity.passkeys.created', { date: day(passkey.createdAt) })}</small>
        {passkey.lastUsedAt && (
          <small class="d-block f-muted">{t('identity.passkeys.used', { date: day(passkey.lastUsedAt) })}</small>
        )}
      </span>
      <form method="post" action="/desk/me/passkeys/remove">
        <input type="hidden" name="passkey" value={passkey.credentialId} />
        <button
          type="submit"
          class="f-btn f-btn-quiet"
          aria-label={t('identity.passkeys.remove-named', { name: passkey.label })}
        >
          {t('identity.passkeys.remove')}
        </button>
      </form>
    </li>
  )
}
