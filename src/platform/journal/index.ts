/** The journal: what happened, to what, by whom; sealed in a chain so that no later hand can change it unseen. */
export { eventsOfKind, historyOf, type JournalEvent } from './history.ts'
export { type ChainHead, chainHead, type Sealing, sealJournal } from './seal.ts'
export { type JournalProblem, type Verification, verifyJournal } from './verify.ts'
