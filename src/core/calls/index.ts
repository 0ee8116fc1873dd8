/** Calls with a ceiling, decided by a list. Pure. */
export {
  type CallApplication,
  type CallMoney,
  type RankedApplication,
  type RankReason,
  rankApplications,
  type Tie,
  type TieBreak,
} from './rank-applications.ts'
