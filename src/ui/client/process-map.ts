/** The part that we use of bpmn-js's viewer, which comes as a script of its own and not as a module. */
interface Viewer {
  importXML(xml: string): Promise<unknown>
  get(name: 'canvas'): {
    zoom(level: 'fit-viewport', center: 'auto'): void
    addMarker(element: string, mark: string): void
  }
  get(name: 'elementRegistry'): { get(element: string): unknown }
}

/** Draws the procedure of `data-bpmn-src` with what is done and where it is now marked. */
export async function drawProcess(place: HTMLElement): Promise<void> {
  try {
    const [xml] = await Promise.all([fetchText(place.dataset.bpmnSrc ?? ''), loadViewer()])
    const viewer = new (window as unknown as { BpmnJS: new (options: object) => Viewer }).BpmnJS({ container: place })
    await viewer.importXML(xml)
    mark(viewer, place.dataset.done, 'f-mark-done')
    mark(viewer, place.dataset.here, 'f-mark-here')
    viewer.get('canvas').zoom('fit-viewport', 'auto')
  } catch {
    place.textContent = place.dataset.failed ?? ''
    place.removeAttribute('aria-hidden')
  }
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
