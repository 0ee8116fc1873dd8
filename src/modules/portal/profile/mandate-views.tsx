import {
  ActForm,
  Button,
  ButtonLink,
  Confirm,
  type FieldError,
  FormActions,
  FormField,
  type PageContext,
  PageTitle,
  PortalPage,
} from '../../../ui/index.ts'
import type { Mandate } from '../../people/index.ts'

export interface MandateAnswers {
  readonly identityNumber: string
  readonly familyName: string
  readonly until: string
}

interface GrantProps {
  ctx: PageContext
  answers: MandateAnswers
  errors: readonly FieldError[]
  today: string
}

export function GrantPage({ ctx, answers, errors, today }: GrantProps) {
  const { t } = ctx
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text
  return (
    <PortalPage
      ctx={ctx}
      title={t('portal.mandates.new')}
      crumbs={[{ text: t('portal.profile.title'), href: '/profile' }, { text: t('portal.mandates.new') }]}
    >
      <PageTitle title={t('portal.mandates.new')} lead={t('portal.mandates.new-lead')} />
      <ActForm ctx={ctx} errors={errors}>
        <FormField
          ctx={ctx}
          field={{
            ...{
              kind: 'text',
              name: 'identityNumber',
              label: t('portal.mandates.number'),
              value: answers.identityNumber,
            },
            ...{ width: 'md', error: errorOf('identityNumber') },
          }}
        />
        <FormField
          ctx={ctx}
          field={{
            ...{ kind: 'text', name: 'familyName', label: t('portal.mandates.family-name'), value: answers.familyName },
            ...{ hint: t('portal.mandates.family-name-hint'), width: 'md', error: errorOf('familyName') },
          }}
        />
        <FormField
          ctx={ctx}
          field={{
            ...{ kind: 'date', name: 'until', label: t('portal.mandates.last-day'), value: answers.until, min: today },
            ...{ hint: t('portal.mandates.last-day-hint'), error: errorOf('until') },
          }}
        />
        <FormActions>
          <Button>{t('portal.mandates.grant')}</Button>
          <ButtonLink look="secondary" href="/profile" text={t('ui.confirm.back')} />
        </FormActions>
      </ActForm>
    </PortalPage>
  )
}

export function EndMandatePage({
  ctx,
  mandate,
  isGrantor,
}: {
  ctx: PageContext
  mandate: Mandate
  isGrantor: boolean
}) {
  const { t } = ctx
  const name = isGrantor ? mandate.representativeName : mandate.grantorName
  return (
    <PortalPage
      ctx={ctx}
      title={t('portal.mandates.end-question')}
      crumbs={[{ text: t('portal.profile.title'), href: '/profile' }, { text: t('portal.mandates.end-question') }]}
    >
      <Confirm
        ctx={ctx}
        question={t('portal.mandates.end-question')}
        consequence={t(isGrantor ? 'portal.mandates.end-given' : 'portal.mandates.end-received', { name })}
        confirm={t('portal.mandates.end')}
        backHref="/profile"
        isDanger
      />
    </PortalPage>
  )
}
