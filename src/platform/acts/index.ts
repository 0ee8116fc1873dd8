export {
  type Act,
  type ActContext,
  type Actor,
  act,
  allActs,
  type Channel,
  type Decision,
  type Effect,
  type Fact,
  type Municipality,
  type Refusal,
  refuse,
  type Saved,
} from './act.ts'
export { actorName, type Outcome, type Request, runAct, type Stage } from './run.ts'
