import type { CaseFile, Task } from '../../cases/index.ts'

/**
 * What the person is asked to put right, one line each: what the check of completeness found missing, by the name of its question;
 * else what the officer wrote when asking for a correction.
 */
export function defectsFor({ case: one, procedure, history }: CaseFile, task: Task, lang: string): readonly string[] {
  const { missing, defects } = one.state.variables
  if (Array.isArray(missing) && missing.length > 0) {
    const fields = procedure.form.pages.flatMap((page) => page.fields)
    return missing.map((id) => fields.find((field) => field.id === id)?.label[lang] ?? String(id))
  }
  // The procedure may have let go of the words once they were in the letter; the journal has them.
  const asked = history.findLast(({ kind, at }) => kind === 'case.correction-requested' && at <= task.openedAt)
  const words = typeof defects === 'string' ? defects : asked?.data.defects
  return typeof words === 'string' ? words.split('\n').filter((line) => line.trim() !== '') : []
}
