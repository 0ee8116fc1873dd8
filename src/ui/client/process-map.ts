/** The part that we use of bpmn-js's viewer, which comes as a script of its own and not as a module. */
interface Viewer {
  importXML(xml: string): Promise<unknown>
  get(name: 'canvas'): {
    zoom(level: 'fit-viewport', center: 'auto'): void
    viewbox(box: Box): void
    addMarker(element: string, mark: string): void
  }
  get(name: 'elementRegistry'): { get(element: string): Box | undefined }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Draws the procedure of `data-bpmn-src` with what is done and where it is now marked. */
export async function drawProcess(place: HTMLElement): Promise<void> {
  try {
    const [xml] = await Promise.all([fetchText(place.dataset.bpmnSrc ?? ''), loadViewer()])
    const viewer = new (window as unknown as { BpmnJS: new (options: object) => Viewer }).BpmnJS({ container: place })
    await viewer.importXML(xml)
    mark(viewer, place.dataset.done, 'f-mark-done')
    mark(viewer, place.dataset.here, 'f-mark-here')
    showPlace(viewer, place)
    offerWhole(viewer, place)
  } catch {
    place.textContent = place.dataset.failed ?? ''
    place.removeAttribute('aria-hidden')
  }
}

/** Large enough to be read, with the place where the case is in the middle; the whole where it is nowhere any more. */
function showPlace(viewer: Viewer, place: HTMLElement): void {
  const [here = ''] = (place.dataset.here ?? '').split(' ')
  const box = viewer.get('elementRegistry').get(here)
  if (!box) {
    showWhole(viewer)
    return
  }
  const [width, height] = [place.clientWidth / SCALE, place.clientHeight / SCALE]
  const [x, y] = [box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2]
  viewer.get('canvas').viewbox({ x, y, width, height })
}

/** At this scale the words of the drawing are about as large as those of the page. */
const SCALE = 1.15

const showWhole = (viewer: Viewer) => viewer.get('canvas').zoom('fit-viewport', 'auto')

/** The button that shows the whole, and the place again. */
function offerWhole(viewer: Viewer, place: HTMLElement): void {
  const button = place.parentElement?.querySelector<HTMLButtonElement>('[data-map-whole]')
  if (!button || !place.dataset.here) return
  const texts = [button.textContent, button.dataset.mapWhole ?? '']
  button.hidden = false
  button.addEventListener('click', () => {
    const isWhole = button.textContent === texts[0]
    if (isWhole) showWhole(viewer)
    else showPlace(viewer, place)
    button.textContent = texts[isWhole ? 1 : 0] ?? ''
  })
}

function mark(viewer: Viewer, elements: string | undefined, name: string): void {
  for (const element of (elements ?? '').split(' ').filter(Boolean)) {
    if (viewer.get('elementRegistry').get(element)) viewer.get('canvas').addMarker(element, name)
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.text()
}

function loadViewer(): Promise<void> {
  for (const name of ['diagram-js', 'bpmn-js']) {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = `/assets/vendor/${name}.css`
    document.head.append(link)
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = '/assets/vendor/bpmn-viewer.js'
    script.onload = () => resolve()
    script.onerror = () => reject(new Error('the viewer could not be loaded'))
    document.head.append(script)
  })
}
