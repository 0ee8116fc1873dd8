/** The way in for other programs: `/api/v1`, described by `/api/openapi.json`. */
export { registerApi } from './api.ts'
