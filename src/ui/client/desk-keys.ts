// The desk by keyboard. A page marks what it offers with `data-key="d"`; in a list the row that has the focus comes first.
// Letters alone would get in the way of dictation and screen readers, so they only count outside fields, and without Ctrl, Alt or Meta (WCAG 2.1.4).

const actions: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  k: () => move(-1),
  '/': () => document.getElementById('desk-search')?.focus(),
  g: () => location.assign('/desk'),
  '?': () => (document.getElementById('desk-keys') as HTMLDialogElement | null)?.showModal(),
}

document.addEventListener('keydown', (event) => {
  // A key that is held down does a thing once.
  if (event.repeat && event.key !== 'j' && event.key !== 'k') return
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return send(event)
  if (event.key === 'Escape' && isWriting(event.target)) return (event.target as HTMLElement).blur()
  if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return
  const action = actions[event.key] ?? offered(event.key)
  if (!action) return
  event.preventDefault()
  action()
})

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]') !== null
}

/** Ctrl and Enter send the form that one is writing in, or else the one that the page is about, by its main button. */
function send(event: KeyboardEvent): void {
  const own = event.target instanceof HTMLElement ? event.target.closest('form') : null
  const form = own ?? document.querySelector<HTMLFormElement>('main form[data-act-form]:has(.f-btn-primary)')
  const button = form?.querySelector<HTMLButtonElement>('button.f-btn-primary')
  if (!button || form?.method !== 'post') return
  event.preventDefault()
  button.click()
}

/** What the page has under a key: a link or a button is pressed, a field or the first of a closed part is gone to. Digits are the lists above. */
function offered(key: string): (() => void) | undefined {
  const mark = /^[1-9]$/.test(key) ? `.f-tabs li:nth-child(${key}) a` : `[data-key="${CSS.escape(key)}"]`
  const here = document.activeElement?.closest('table[data-keys] tbody tr')
  const found = here?.querySelector<HTMLElement>(mark) ?? document.querySelector<HTMLElement>(mark)
  return found ? () => press(found) : undefined
}

function press(found: HTMLElement): void {
  if (found instanceof HTMLDetailsElement) found.open = true
  const field = found.matches('a, button')
    ? null
    : found.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')
  if (field) field.focus()
  else found.click()
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
