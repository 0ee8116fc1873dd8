export { endingsOf, formatsInWords } from './accepted-files.ts'
export { isAccepted, mediaTypeOf } from './media-type.ts'
export { renderDocument, verificationUrl } from './render.ts'
export { type MunicipalSeal, sealOf } from './seal.ts'
export {
  attachUploads,
  type Document,
  type DocumentSource,
  deleteUpload,
  documentByCode,
  documentById,
  documentsOfCase,
  insertDocument,
  insertUpload,
  keepRendering,
  showDocument,
  type Upload,
  uploadById,
  uploadsOf,
} from './store.ts'
export { scanForViruses } from './virus-scan.ts'
