import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { isOurOrigin } from '../origin.ts'
import type { Secrets } from '../secrets.ts'
import { acrOf, CLAIM_NAMES, claimsOf, type DemoAccount } from './accounts.ts'
import { DEMO_CLIENTS, DEMO_PATH } from './address.ts'
import { memoryAdapter } from './memory.ts'

/** What the service needs of the house that it plays in. */
export interface ProviderSetting {
  readonly baseUrl: string
  readonly secrets: Secrets
  accounts(): Promise<readonly DemoAccount[]>
  /** The page that asks whether to sign out here too; `form` is the provider's own hidden form. */
  logoutPage(context: KoaContextWithOIDC, form: string): string
  /** The page for what cannot be done. */
  errorPage(context: KoaContextWithOIDC, code: string): string
}

/** A certified OpenID Connect provider with the demonstration's accounts, for the two clients of this installation. */
export function createProvider(setting: ProviderSetting): Provider {
  const provider = new Provider(new URL(DEMO_PATH, setting.baseUrl).href, configuration(setting))
  // Whoever speaks TLS for us says under which name and scheme the browser came.
  provider.proxy = true
  // Each town has its own name under the base address, and all of them are this installation.
  const { prototype } = provider.Client
  prototype.redirectUriAllowed = (uri) => isOurAddress(uri, '/sign-in/callback', setting.baseUrl)
  prototype.postLogoutRedirectUriAllowed = (uri) => isOurAddress(uri, '/', setting.baseUrl)
  return provider
}

function configuration(setting: ProviderSetting): Configuration {
  const { baseUrl, secrets } = setting
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [secrets.demo.signingKey] } as NonNullable<Configuration['jwks']>,
    clients: Object.values(DEMO_CLIENTS).map((clientId) => ({
      client_id: clientId,
      client_secret: secrets.demo.clientSecret,
      redirect_uris: [new URL('/sign-in/callback', baseUrl).href],
      post_logout_redirect_uris: [new URL('/', baseUrl).href],
      id_token_signed_response_alg: 'ES256',
    })),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    cookies: {
      keys: [secrets.demo.cookieKey],
      names: { session: 'demo_id_session', interaction: 'demo_id_interaction', resume: 'demo_id_resume' },
      long: { path: DEMO_PATH, httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub', 'acr'], profile: CLAIM_NAMES },
    // The names go into the ID token, as the national services do.
    conformIdTokenClaims: false,
    acrValues: ['low', 'substantial', 'high'].map((level) => `http://eidas.europa.eu/LoA/${level}`),
    pkce: { required: () => true },
    responseTypes: ['code'],
    interactions: { url: (_, interaction) => `${DEMO_PATH}/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = setting.logoutPage(context, form)
        },
        postLogoutSuccessSource: (context) => context.redirect('/'),
      },
    },
    ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 900, IdToken: 600, Interaction: 900, Session: 3600 },
    findAccount: (_, sub) => findAccount(setting, sub),
    loadExistingGrant: grantTo,
    renderError: (context, { error }) => {
      context.type = 'html'
      context.body = setting.errorPage(context, error)
    },
  }
}

async function findAccount(setting: ProviderSetting, sub: string) {
  const account = (await setting.accounts()).find(({ id }) => id === sub)
  return account && { accountId: sub, claims: async () => ({ sub, ...claimsOf(account), acr: acrOf(account) }) }
}

/** Both clients are the town hall itself: nobody is asked whether it may know what the law has it ask. */
async function grantTo(context: KoaContextWithOIDC) {
  const { client, session, provider } = context.oidc
  const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
  grant.addOIDCScope('openid profile')
  await grant.save()
  return grant
}

function isOurAddress(uri: string, path: string, baseUrl: string): boolean {
  const url = URL.parse(uri)
  return (
    url !== null && url.pathname === path && url.search === '' && url.hash === '' && isOurOrigin(url.origin, baseUrl)
  )
}
