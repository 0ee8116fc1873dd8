export { qrSvg } from './qr.ts'
export { closeRenderer, type Rendering, renderPdf } from './render.ts'
export { TemplateError } from './template-error.ts'
