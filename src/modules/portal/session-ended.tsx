import type { preHandlerAsyncHookHandler } from 'fastify'
import { KEY_FIELD, readPosted } from '../../platform/http/index.ts'
import { requirePerson } from '../../platform/identity/index.ts'
import { ActForm, Button, ButtonLink, FormActions, type PageContext, PageTitle, PortalPage } from '../../ui/index.ts'
import type { Visit } from './visit.ts'

/** Where a person is led who signed in again beside a form that waits in another tab. */
const SIGNED_IN = '/folder/signed-in'

/**
 * Lets people in; somebody whose session ended while they were writing gets a page that holds what they wrote, to be sent again after
 * signing in beside it. It is kept in the page alone, so nothing of it stays with us, and it needs no script.
 */
export const requirePersonOfForm: preHandlerAsyncHookHandler = async function (request, reply) {
  if (request.visitor.kind !== 'anonymous') return await requirePerson.call(this, request, reply)
  const { values, files } = await readPosted(request)
  const kept = Object.entries(values).filter(([name]) => name !== KEY_FIELD && name !== 'csrf')
  const ctx = request.server.identity.context(request)
  const page = SessionEndedPage({ ctx, action: request.url, kept, hadFiles: files.length > 0 })
  return reply.header('cache-control', 'no-store').page(page, 401)
}

/** Tells who signed in beside a form to go back to it. */
export async function signedInAgain({ ctx, reply }: Visit) {
  const title = ctx.t('portal.session.back-title')
  return reply.page(
    <PortalPage ctx={ctx} title={title} crumbs={[{ text: title }]}>
      <PageTitle title={title} lead={ctx.t('portal.session.back-lead')} />
    </PortalPage>,
  )
}

interface SessionEndedProps {
  ctx: PageContext
  action: string
  /** The fields as they were sent: a text, or several under the same name. */
  kept: readonly (readonly [name: string, value: unknown])[]
  hadFiles: boolean
}

function SessionEndedPage({ ctx, action, kept, hadFiles }: SessionEndedProps) {
  const { t } = ctx
  const title = t('portal.session.title')
  const texts = kept.flatMap(([name, value]) =>
    [value].flat().flatMap((text) => (typeof text === 'string' ? [[name, text] as const] : [])),
  )
  return (
    <PortalPage ctx={ctx} title={title} noSearch>
      <PageTitle title={title} lead={t('portal.session.lead')} />
      <ol>
        <li>
          <p>{t('portal.session.first')}</p>
          <p>
            <a
              class="f-btn f-btn-primary"
              target="_blank"
              rel="noopener"
              href={`/sign-in?as=person&next=${encodeURIComponent(SIGNED_IN)}`}
            >
              {t('portal.session.sign-in')}
            </a>
          </p>
        </li>
        <li>
          <p>{t('portal.session.second')}</p>
          {hadFiles ? <p>{t('portal.session.files')}</p> : null}
          <ActForm ctx={ctx} action={action}>
            {texts.map(([name, text]) => (
              <input type="hidden" name={name} value={text} />
            ))}
            <FormActions>
              <Button look="secondary">{t('portal.session.send')}</Button>
              <ButtonLink href="/" text={t('portal.session.leave')} look="quiet" />
            </FormActions>
          </ActForm>
        </li>
      </ol>
    </PortalPage>
  )
}
