import type { Reading } from '../reading.ts'
import { CASE_READINGS } from './cases.ts'
import { DOCUMENT_READINGS } from './documents.ts'
import { FOLDER_READINGS } from './folder.ts'
import { REGISTER_READINGS } from './register.ts'
import { SERVICE_READINGS } from './services.ts'
import { TASK_READINGS } from './tasks.ts'
import { VERIFY_READINGS } from './verify.ts'

/** Everything that can be read. */
export const READINGS: readonly Reading[] = [
  ...SERVICE_READINGS,
  ...FOLDER_READINGS,
  ...CASE_READINGS,
  ...TASK_READINGS,
  ...DOCUMENT_READINGS,
  ...REGISTER_READINGS,
  ...VERIFY_READINGS,
]
