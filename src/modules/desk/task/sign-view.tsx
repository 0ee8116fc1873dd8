import {
  ActForm,
  Button,
  ButtonLink,
  Callout,
  FormActions,
  KeyValues,
  type PageContext,
  PageTitle,
  SignatureBox,
} from '../../../ui/index.ts'
import { caseCrumbs, Desk } from '../desk-view.tsx'
import type { TaskInHand } from './task-in-hand.ts'
import type { IssuedNext } from './what-follows.ts'

interface SignProps {
  ctx: PageContext
  hand: TaskInHand
  next: IssuedNext
  signer: string
  answers: readonly { key: string; value: string }[]
  /** What the form of the task sent, to be sent again. */
  values: readonly (readonly [name: string, value: unknown])[]
  actKey: string
}

/** Before a signature: who signs, what is signed, for whom, and the document itself to read. */
export function SignPage({ ctx, hand, next, signer, answers, values, actKey }: SignProps) {
  const { t } = ctx
  const { task, file } = hand
  const at = `/desk/tasks/${task.taskId}`
  return (
    <Desk
      ctx={ctx}
      title={t('desk.sign.title')}
      active="work"
      crumbs={caseCrumbs(ctx, file.case, t('desk.sign.title'))}
    >
      <PageTitle over={file.case.number} title={t('desk.sign.question', { title: next.title })} />
      <div class="f-columns">
        <div class="d-panels">
          <section class="f-panel">
            <h2>{t('desk.sign.what')}</h2>
            <KeyValues
              items={[
                { key: t('desk.sign.document'), value: next.title },
                { key: t('desk.sign.for'), value: file.case.applicantName },
                ...(next.isRegistered ? [{ key: t('desk.sign.leaves'), value: t('desk.sign.through-register') }] : []),
                ...answers,
              ]}
            />
            <form method="post" action={`${at}/preview`} target="_blank" rel="noopener">
              <Again values={values} />
              <FormActions>
                <Button look="secondary" icon="file-pdf">
                  {t('desk.sign.read')}
                </Button>
              </FormActions>
            </form>
          </section>
        </div>
        <aside class="d-panels">
          <section class="f-panel">
            <h2>{t('desk.sign.who')}</h2>
            <SignatureBox
              ctx={ctx}
              name={signer}
              role={task.role === null ? undefined : t(`desk.role.${task.role}`)}
              state="waiting"
            />
          </section>
          <Callout ctx={ctx} kind="warning">
            <p>{t('desk.sign.consequence')}</p>
          </Callout>
          <ActForm ctx={ctx} action={at} actKey={actKey}>
            <Again values={values} />
            <input type="hidden" name="confirm" value="yes" />
            <FormActions>
              <Button icon="pencil">{t('desk.sign.do')}</Button>
              <ButtonLink href={at} text={t('desk.sign.back')} look="quiet" />
            </FormActions>
          </ActForm>
        </aside>
      </div>
    </Desk>
  )
}

function Again({ values }: { values: SignProps['values'] }) {
  return (
    <>
      {values.flatMap(([name, value]) =>
        [value]
          .flat()
          .filter((one): one is string => typeof one === 'string')
          .map((one) => <input type="hidden" name={name} value={one} />),
      )}
    </>
  )
}
