import { watchUploads } from './upload.ts'

// What every page gains with JavaScript. Each part looks for its own marks and does nothing without them.

document.documentElement.classList.remove('no-js')
document.querySelector<HTMLElement>('[data-focus]')?.focus()
watchUploads(document)
countCharacters(document)
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-act-form]')) sendOnce(form)
for (const map of document.querySelectorAll<HTMLDetailsElement>('details[data-map]')) drawWhenOpened(map)
closeMenusFromOutside()

/** A second click while the first is on its way does nothing; the server would answer the same, but the person would wonder. */
function sendOnce(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent === 'true') event.preventDefault()
    form.dataset.sent = 'true'
    setTimeout(() => delete form.dataset.sent, 4000)
  })
  // Coming back by the browser's arrow shows the page as it was left: it can be sent again.
  addEventListener('pageshow', () => delete form.dataset.sent)
}

function countCharacters(root: ParentNode): void {
  const written = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: 'min2' })
  for (const note of root.querySelectorAll<HTMLElement>('[data-count-of]')) {
    const field = document.getElementById(note.dataset.countOf ?? '')
    if (!(field instanceof HTMLTextAreaElement)) continue
    const show = () => {
      note.textContent = `${written.format(field.maxLength - field.value.length)} ${note.dataset.left}`
    }
    field.addEventListener('input', show)
    show()
  }
}

/** The viewer weighs more than all the rest: it is fetched when somebody wants to see the drawing. */
function drawWhenOpened(map: HTMLDetailsElement): void {
  const place = map.querySelector<HTMLElement>('[data-bpmn-src]')
  if (!place) return
  const draw = async () => (await import('./process-map.ts')).drawProcess(place)
  map.addEventListener('toggle', draw, { once: true })
}

function closeMenusFromOutside(): void {
  const menus = document.querySelectorAll<HTMLDetailsElement>('.f-desk-who, .f-desk-more')
  document.addEventListener('click', (event) => {
    for (const menu of menus) if (!menu.contains(event.target as Node)) menu.open = false
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') for (const menu of menus) menu.open = false
  })
}
