import { formatDate, type Lang, type Translate } from '../../i18n/index.ts'
import { Panel } from '../layout.tsx'
import type { PasskeyRow } from '../store.ts'

/** An officer's own passkeys: which there are, one more, one less. */
export function PasskeysPage({
  t,
  lang,
  zone,
  passkeys,
}: {
  t: Translate
  lang: Lang
  zone: string
  passkeys: readonly PasskeyRow[]
}) {
  return (
    <Panel title={t('identity.passkeys.title')}>
      <p>{t('identity.passkeys.what')}</p>
      {passkeys.length === 0 ? (
        <p>{t('identity.passkeys.none')}</p>
      ) : (
        <ul class="list-unstyled">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.credentialId} t={t} lang={lang} zone={zone} passkey={passkey} />
          ))}
        </ul>
      )}
      <h2>{t('identity.passkeys.add')}</h2>
      <div class="mb-3">
        <label class="form-label" for="passkey-label">
          {t('identity.passkeys.label')}
        </label>
        <input class="form-control" id="passkey-label" maxLength={60} autocomplete="off" />
      </div>
      <button type="button" class="btn btn-primary" data-passkey="register" hidden>
        {t('identity.passkeys.add')}
      </button>
      <p data-passkey-missing>{t('identity.passkeys.missing')}</p>
      <p role="alert" data-passkey-error={t('identity.failed.passkey')} hidden></p>
    </Panel>
  )
}

function PasskeyItem({ t, lang, zone, passkey }: { t: Translate; lang: Lang; zone: string; passkey: PasskeyRow }) {
  const created = formatDate(lang, passkey.createdAt, 'long', zone)
  const used = passkey.lastUsedAt && formatDate(lang, passkey.lastUsedAt, 'long', zone)
  return (
    <li class="d-flex flex-wrap justify-content-between align-items-center gap-2 border-bottom py-2">
      <span>
        <strong>{passkey.label}</strong>
        <span class="d-block small">{t('identity.passkeys.created', { date: created })}</span>
        {used && <span class="d-block small">{t('identity.passkeys.used', { date: used })}</span>}
      </span>
      <form method="post" action="/desk/me/passkeys/remove">
        <input type="hidden" name="passkey" value={passkey.credentialId} />
        <button
          type="submit"
          class="btn btn-outline-danger btn-sm"
          aria-label={t('identity.passkeys.remove-named', { name: passkey.label })}
        >
          {t('identity.passkeys.remove')}
        </button>
      </form>
    </li>
  )
}
