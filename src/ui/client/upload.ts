/** What the server answers to a file. */
interface Answer {
  id?: string
  error?: string
}

/** Sends the files that are chosen or dropped at once, each with its progress, where the field has an address for it. */
export function watchUploads(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>('[data-upload-url]')) watch(box)
}

function watch(box: HTMLElement): void {
  const input = box.querySelector<HTMLInputElement>('input[type=file]')
  const drop = box.querySelector<HTMLElement>('.f-drop')
  if (!input || !drop) return
  input.addEventListener('change', () => {
    sendAll(box, input, [...(input.files ?? [])])
    input.value = ''
  })
  drop.addEventListener('dragover', (event) => {
    event.preventDefault()
    drop.classList.add('f-drop-over')
  })
  drop.addEventListener('dragleave', () => drop.classList.remove('f-drop-over'))
  drop.addEventListener('drop', (event) => {
    event.preventDefault()
    drop.classList.remove('f-drop-over')
    sendAll(box, input, [...(event.dataTransfer?.files ?? [])])
  })
}

function sendAll(box: HTMLElement, input: HTMLInputElement, files: readonly File[]): void {
  const single = box.dataset.single === 'true'
  for (const file of single ? files.slice(0, 1) : files) {
    const line = addLine(box, file.name)
    const most = Number(input.dataset.maxBytes ?? Number.POSITIVE_INFINITY)
    if (file.size > most) fail(box, line, input.dataset.tooBig ?? '')
    else send(box, line, file, input)
  }
}

function addLine(box: HTMLElement, name: string): HTMLElement {
  const template = box.querySelector('template') as HTMLTemplateElement
  const line = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement
  part(line, 'name').textContent = name
  part(line, 'cancel').setAttribute('aria-label', `${part(line, 'cancel').textContent} ${name}`)
  box.querySelector('ul')?.append(line)
  return line
}

function send(box: HTMLElement, line: HTMLElement, file: File, input: HTMLInputElement): void {
  // XMLHttpRequest and not fetch: only it tells how much of the body has left.
  const request = new XMLHttpRequest()
  const bar = line.querySelector('progress') as HTMLProgressElement
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = Math.round((loaded / total) * 100)
  })
  request.addEventListener('error', () => fail(box, line, ''))
  request.addEventListener('load', () => {
    const answer = answerOf(request)
    if (answer.id === undefined) fail(box, line, answer.error ?? '')
    else keep(box, line, file, input.name, answer.id)
  })
  part(line, 'cancel').addEventListener('click', () => {
    request.abort()
    line.remove()
  })
  const body = new FormData()
  const token = input.form?.querySelector<HTMLInputElement>('input[name=csrf]')?.value
  if (token !== undefined) body.append('csrf', token)
  body.append('file', file)
  request.open('POST', box.dataset.uploadUrl ?? '')
  request.setRequestHeader('accept', 'application/json')
  request.send(body)
}

function answerOf(request: XMLHttpRequest): Answer {
  try {
    return JSON.parse(request.responseText) as Answer
  } catch {
    return {}
  }
}

/** The file is with the draft: the form carries its id from now on. */
function keep(box: HTMLElement, line: HTMLElement, file: File, name: string, id: string): void {
  line.classList.remove('f-file-sending')
  line.querySelector('progress')?.remove()
  part(line, 'state').textContent = sizeInWords(file.size)
  const hidden = document.createElement('input')
  hidden.type = 'hidden'
  hidden.name = name
  hidden.value = id
  line.append(hidden)
  if (box.dataset.single === 'true') {
    const drop = box.querySelector<HTMLElement>('.f-drop')
    if (drop) drop.hidden = true
    part(line, 'cancel').addEventListener('click', () => {
      if (drop) drop.hidden = false
    })
  }
  tell(box, `${file.name}. ${news(box).dataset.done}`)
}

function fail(box: HTMLElement, line: HTMLElement, why: string): void {
  const text = why === '' ? (news(box).dataset.failed ?? '') : why
  line.classList.add('f-file-failed')
  line.querySelector('progress')?.remove()
  part(line, 'state').textContent = text
  part(line, 'cancel').addEventListener('click', () => line.remove())
  tell(box, text)
}

const part = (line: HTMLElement, name: string) => line.querySelector(`[data-file-${name}]`) as HTMLElement
const news = (box: HTMLElement) => box.querySelector('[data-file-news]') as HTMLElement

/** Said by screen readers; others see the line change. */
function tell(box: HTMLElement, text: string): void {
  news(box).textContent = text
}

function sizeInWords(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1000, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  const options = { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(document.documentElement.lang, options).format(value)
}
