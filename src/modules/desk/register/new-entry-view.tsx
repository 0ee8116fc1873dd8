import {
  ActForm,
  Button,
  ButtonLink,
  type FieldError,
  type FieldView,
  FormActions,
  FormField,
  type PageContext,
  PageTitle,
} from '../../../ui/index.ts'
import { Desk } from '../desk-view.tsx'
import type { Names } from '../names.ts'
import type { Written } from './new-entry.ts'

interface NewEntryProps {
  ctx: PageContext
  written: Written
  errors: readonly FieldError[]
  names: Names
}

/** Registers what somebody hands in, or what goes out on paper. */
export function NewEntryPage({ ctx, written, errors, names }: NewEntryProps) {
  const { t } = ctx
  const title = t('desk.register.new')
  return (
    <Desk
      ctx={ctx}
      title={title}
      active="register"
      crumbs={[{ text: t('desk.register.title'), href: '/desk/register' }, { text: title }]}
    >
      <PageTitle title={title} lead={t('desk.register.new-lead')} />
      <section class="f-panel">
        <ActForm ctx={ctx} action="/desk/register/new" errors={errors} multipart>
          {fields(ctx, written, names).map((field) => (
            <FormField
              ctx={ctx}
              field={{ ...field, error: errors.find((error) => error.field === field.name)?.text } as FieldView}
            />
          ))}
          <FormActions>
            <Button icon="check">{t('desk.register.do')}</Button>
            <ButtonLink href="/desk/register" text={t('desk.task.later')} look="quiet" />
          </FormActions>
        </ActForm>
      </section>
    </Desk>
  )
}

function fields({ t }: PageContext, written: Written, names: Names): FieldView[] {
  const line = (name: 'sender' | 'addressee', maxLength = 200): FieldView => ({
    ...{ kind: 'text', name, label: t(`desk.register.${name}`), value: written[name], maxLength },
  })
  const options = (values: readonly string[], key: string) =>
    values.map((value) => ({ value, text: t(`${key}.${value}`) }))
  return [
    {
      ...{ kind: 'choice', name: 'register', label: t('desk.register.kind'), value: written.register },
      options: options(['entry', 'exit'], 'desk.register'),
    },
    {
      ...{ kind: 'choice', name: 'channel', label: t('desk.register.channel'), value: written.channel },
      options: options(['counter', 'post', 'e-mail'], 'desk.channel'),
    },
    line('sender'),
    line('addressee'),
    {
      ...{ kind: 'long-text', name: 'subject', label: t('desk.register.subject'), value: written.subject },
      ...{ rows: 2, maxLength: 500 },
    },
    {
      ...{ kind: 'choice', name: 'office', label: t('desk.register.to-office'), value: written.office, optional: true },
      options: [...names.offices].map(([value, text]) => ({ value, text })),
    },
    {
      ...{ kind: 'text', name: 'case', label: t('desk.register.of-case'), value: written.case, optional: true },
      ...{ hint: t('desk.register.of-case-hint'), width: 'sm' },
    },
    {
      ...{ kind: 'file', name: 'file', label: t('desk.register.file'), hint: t('desk.register.file-hint') },
      optional: true,
    },
  ]
}
