import { formatDate, isLang, languageNames } from '../../../platform/i18n/index.ts'
import {
  ActForm,
  Badge,
  Button,
  ButtonLink,
  Callout,
  EmptyState,
  type FieldError,
  FormActions,
  FormField,
  KeyValues,
  type PageContext,
  PageTitle,
  PortalPage,
} from '../../../ui/index.ts'
import { inForce, type Mandate, type Person } from '../../people/index.ts'

export interface ContactAnswers {
  readonly email: string
  readonly phone: string
  readonly home: string
  readonly language: string
  readonly notification: string
}

interface ProfileProps {
  ctx: PageContext
  person: Person
  given: readonly Mandate[]
  received: readonly Mandate[]
  /** What was written, when it comes back. */
  answers: ContactAnswers | undefined
  errors: readonly FieldError[]
  today: string
  /** Whether the law asks where they live, when it is not here. */
  asksHome: boolean
}

export function ProfilePage(props: ProfileProps) {
  const { ctx, person } = props
  const { t } = ctx
  return (
    <PortalPage
      ctx={ctx}
      title={t('portal.profile.title')}
      crumbs={[{ text: t('ui.menu.folder'), href: '/folder' }, { text: t('portal.profile.title') }]}
    >
      <PageTitle title={t('portal.profile.title')} lead={t('portal.profile.lead')} />
      <section class="f-section">
        <h2>{t('portal.profile.who')}</h2>
        <KeyValues
          items={[
            { key: t('portal.profile.name'), value: person.name },
            { key: t('portal.profile.number'), value: person.identityNumber ?? '–' },
          ]}
        />
        <p class="f-muted">{t('portal.profile.who-text')}</p>
      </section>
      <Contact {...props} />
      <Mandates {...props} />
    </PortalPage>
  )
}

function Contact({ ctx, person, answers, errors, asksHome }: ProfileProps) {
  const { t, municipality } = ctx
  const shown = answers ?? {
    ...{ email: person.email ?? '', phone: person.phone ?? '', home: person.home ?? '' },
    ...{ language: person.language, notification: person.notification },
  }
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text
  const notificationWays = person.mustBeDigital ? ['electronic'] : ['electronic', 'paper']
  return (
    <section class="f-section">
      <h2>{t('portal.profile.contact')}</h2>
      <ActForm ctx={ctx} action="/profile" errors={errors}>
        <FormField
          ctx={ctx}
          field={{
            ...{ kind: 'email', name: 'email', label: t('portal.profile.email'), hint: t('portal.profile.email-hint') },
            ...{ value: shown.email, optional: true, autocomplete: 'email', error: errorOf('email') },
          }}
        />
        <FormField
          ctx={ctx}
          field={{
            ...{ kind: 'phone', name: 'phone', label: t('portal.profile.phone'), value: shown.phone, optional: true },
            ...{ autocomplete: 'tel', error: errorOf('phone') },
          }}
        />
        {asksHome ? (
          <FormField
            ctx={ctx}
            field={{
              ...{ kind: 'text', name: 'home', label: t('portal.profile.home'), value: shown.home, optional: true },
              ...{ hint: t('portal.profile.home-hint', { town: municipality.name }), autocomplete: 'address-level2' },
              error: errorOf('home'),
            }}
          />
        ) : null}
        <FormField
          ctx={ctx}
          field={{
            ...{ kind: 'choice', name: 'language', label: t('portal.profile.language'), value: shown.language },
            options: municipality.languages.map((lang) => ({
              value: lang,
              text: isLang(lang) ? languageNames[lang] : lang,
            })),
            error: errorOf('language'),
          }}
        />
        <FormField
          ctx={ctx}
          field={{
            ...{
              kind: 'choice',
              name: 'notification',
              label: t('portal.profile.notification'),
              value: shown.notification,
            },
            hint: person.mustBeDigital ? t('portal.profile.must-be-digital') : undefined,
            options: notificationWays.map((way) => ({
              ...{ value: way, text: t(`portal.profile.way.${way}`), hint: t(`portal.profile.way-hint.${way}`) },
            })),
            error: errorOf('notification'),
          }}
        />
        <FormActions>
          <Button>{t('portal.profile.save')}</Button>
        </FormActions>
      </ActForm>
    </section>
  )
}

function Mandates({ ctx, given, received, today }: ProfileProps) {
  const { t } = ctx
  const actsForOther = ctx.visitor.kind === 'person' && ctx.visitor.actsFor !== undefined
  return (
    <section class="f-section">
      <h2>{t('portal.mandates.title')}</h2>
      <p>{t('portal.mandates.what')}</p>
      {given.length === 0 ? (
        <EmptyState title={t('portal.mandates.none.title')} text={t('portal.mandates.none.text')} icon="user" />
      ) : (
        <KeyValues
          items={given.map((mandate) => ({
            key: mandate.representativeName,
            value: <Given ctx={ctx} mandate={mandate} today={today} />,
          }))}
        />
      )}
      {actsForOther ? (
        <Callout ctx={ctx}>
          <p>{t('portal.mandates.not-for-others')}</p>
        </Callout>
      ) : (
        <p class="f-section">
          <ButtonLink look="secondary" href="/profile/mandates/new" text={t('portal.mandates.new')} icon="plus" />
        </p>
      )}
      {received.length === 0 ? null : <Received ctx={ctx} received={received} />}
    </section>
  )
}

function Given({ ctx, mandate, today }: { ctx: PageContext; mandate: Mandate; today: string }) {
  const { t, lang } = ctx
  const holds = inForce(mandate, today)
  return (
    <>
      <Badge tone={holds ? 'success' : 'neutral'}>
        {t(holds ? 'portal.mandates.in-force' : 'portal.mandates.over')}
      </Badge>{' '}
      {t(`portal.mandates.scope.${mandate.scope}`)} ·{' '}
      {t('portal.mandates.until', { date: formatDate(lang, mandate.until) })}{' '}
      {holds ? <a href={`/profile/mandates/${mandate.mandateId}/end`}>{t('portal.mandates.end')}</a> : null}
    </>
  )
}

function Received({ ctx, received }: { ctx: PageContext; received: readonly Mandate[] }) {
  const { t, lang } = ctx
  return (
    <section class="f-section">
      <h3>{t('portal.mandates.received')}</h3>
      <ul>
        {received.map(({ grantorName, until, mandateId }) => (
          <li>
            {grantorName} · {t('portal.mandates.until', { date: formatDate(lang, until) })}{' '}
            <a href={`/profile/mandates/${mandateId}/end`}>{t('portal.mandates.end')}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href="/me/acting-for">{t('portal.mandates.act-for')}</a>
      </p>
    </section>
  )
}
