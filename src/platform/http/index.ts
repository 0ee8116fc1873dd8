export { KEY_FIELD, readFormKey } from './form.ts'
export { buildServer, type ErrorPages, MAX_UPLOAD_BYTES, problem } from './server.ts'
