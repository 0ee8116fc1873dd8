import { ActForm, Button, type PageContext } from '../../../ui/index.ts'

interface KeptProps {
  ctx: PageContext
  taskId: string
}

/**
 * Keeps what is written every few seconds while the officer writes, and says when. Without JavaScript there is the button
 * "Keep for later", which does the same.
 */
export function KeepWhileWriting({ taskId }: KeptProps) {
  return (
    <p
      class="f-muted"
      role="status"
      hx-post={`/desk/tasks/${taskId}/keep`}
      hx-trigger='input throttle:5s from:"closest form", change from:"closest form"'
      hx-include="closest form"
      hx-sync="this:replace"
      hx-swap="innerHTML"
    />
  )
}

/** When it was kept, and the same for the next question, so that what was said is not said again. */
export function KeptText({ text }: { text: string }) {
  return (
    <>
      {text}
      <input type="hidden" name="_kept" value={text} />
    </>
  )
}

/** What the officer had written before is there again: since when, and how to be rid of it. */
export function KeptBefore({ ctx, taskId, keptOn }: KeptProps & { keptOn: string }) {
  return (
    <div class="f-muted d-row">
      <p>{ctx.t('desk.kept.before', { date: keptOn })}</p>
      <ThrowAway ctx={ctx} taskId={taskId} />
    </div>
  )
}

/** A form of its own: what is written in the form of the task stays out of it. */
export function ThrowAway({ ctx, taskId }: KeptProps) {
  return (
    <ActForm ctx={ctx} action={`/desk/tasks/${taskId}/throw-away`}>
      <Button look="quiet">{ctx.t('desk.kept.throw-away')}</Button>
    </ActForm>
  )
}
