import { parseTerm, TermError } from '../../deadlines/index.ts'
import type { Silence, TermData, TermStart } from '../graph.ts'
import { type Element, idOf, text } from './element.ts'
import type { Reading } from './reading.ts'

/** The legal term of the procedure, from `f:term`, `f:termStart` and `f:silence` of the process. */
export function readProcessTerm(reading: Reading, process: Element): TermData | undefined {
  const length = text(process, 'term')
  const silence = text(process, 'silence')
  if (silence !== undefined && !isSilence(silence))
    reading.problems.refuse('bad-time', idOf(process), `f:silence is “${silence}”.`, 'Use granted, refused or expiry.')
  if (length === undefined) {
    if (silence !== undefined)
      reading.problems.refuse('missing', idOf(process), 'f:silence without f:term.', 'Add f:term, for example 1 month.')
    return undefined
  }
  checkTermText(reading, process, length)
  const start = readTermStart(reading, process, process, 'register-entry')
  return { length, start, ...(silence !== undefined && isSilence(silence) && { silence }) }
}

/** A length of time of the law must be readable before the first case needs it. */
export function checkTermText(reading: Reading, owner: Element, term: string): void {
  try {
    parseTerm(term)
  } catch (error) {
    if (!(error instanceof TermError)) throw error
    reading.problems.refuse(
      'bad-time',
      idOf(owner),
      `f:term: ${error.message}.`,
      'Write for example 10 days, 30 calendar days or 1 month.',
    )
  }
}

/** What starts the count of a term. */
export function readTermStart(reading: Reading, owner: Element, holder: Element, otherwise: TermStart): TermStart {
  const start = text(holder, 'termStart')
  if (start === undefined) return otherwise
  if (start === 'register-entry' || start === 'notification') return start
  reading.problems.refuse('bad-time', idOf(owner), `f:termStart is “${start}”.`, 'Use register-entry or notification.')
  return otherwise
}

function isSilence(text: string): text is Silence {
  return text === 'granted' || text === 'refused' || text === 'expiry'
}
