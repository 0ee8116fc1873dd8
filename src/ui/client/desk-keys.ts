// The desk by keyboard: j and k along the list, Enter opens, / searches, g goes to the work list, ? shows the keys.
// Letters alone would get in the way of dictation and screen readers, so they only count outside fields, and without Ctrl, Alt or Meta (WCAG 2.1.4).

const actions: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  k: () => move(-1),
  '/': () => document.getElementById('desk-search')?.focus(),
  g: () => location.assign('/desk'),
  '?': () => (document.getElementById('desk-keys') as HTMLDialogElement | null)?.showModal(),
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return
  const action = actions[event.key]
  if (!action) return
  event.preventDefault()
  action()
})

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]') !== null
}

/** Moves the focus to the first link of the next row; Enter then opens it as the browser does. */
function move(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('table[data-keys] tbody tr')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[here === -1 ? (by === 1 ? 0 : rows.length - 1) : here + by]
  if (!next) return
  for (const row of rows) row.classList.toggle('f-row-here', row === next)
  next.querySelector<HTMLElement>('a, button')?.focus()
  next.scrollIntoView({ block: 'nearest' })
}
