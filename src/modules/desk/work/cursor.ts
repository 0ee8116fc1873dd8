import type { WorkCursor, WorkLine } from '../../cases/index.ts'

/** Where the next page begins, as it stands in the address: `2026-03-05~<task>`, and `~<task>` where there is no term. */
export function cursorText({ riskOn, taskId }: Pick<WorkLine, 'riskOn' | 'taskId'>): string {
  return `${riskOn ?? ''}~${taskId}`
}

/** Reads a cursor; `undefined` when it was not written by `cursorText`: the list then begins at its beginning. */
export function readCursor(text: string | undefined): WorkCursor | undefined {
  const [, riskOn, taskId] = /^(\d{4}-\d{2}-\d{2})?~([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return taskId === undefined ? undefined : { riskOn: riskOn ?? null, taskId }
}
