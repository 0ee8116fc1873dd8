export type { Procedure } from './procedure.ts'
