import { sealDocument } from '../open-document.ts'
import type { Worker } from './worker.ts'

/** Renders and seals the document of a list that was published, so that its seal is of the day of the list. */
export async function sealListDocument({ platform, municipality, effect }: Worker): Promise<void> {
  const { documentId } = effect as unknown as { documentId: string } // the payload of publish-list
  await sealDocument(platform, municipality, documentId)
}
