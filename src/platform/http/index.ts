export { KEY_FIELD, readFormKey } from './form.ts'
export { hasPossibleIds } from './possible-ids.ts'
export { MAX_UPLOAD_BYTES, type Posted, type PostedFile, readPosted, textsAt } from './posted.ts'
export { buildServer, type ErrorPages, problem } from './server.ts'
