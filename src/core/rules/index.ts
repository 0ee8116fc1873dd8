export {
  type Decided,
  type DecidedRaw,
  type DecisionSummary,
  evaluateDecision,
  evaluateDecisionRaw,
  listDecisions,
} from './dmn/decide.ts'
export { DmnError } from './dmn/dmn-error.ts'
export { type DecisionModel, namespaceOf, type ParseOptions, parseDmn } from './dmn/model.ts'
export type { RuleTrace, TableTrace, Trace } from './dmn/trace.ts'
export { wordsIn } from './dmn/words.ts'
export {
  type CompileOptions,
  compileExpression,
  compileUnaryTests,
  type Evaluated,
  type EvaluateOptions,
  type Expression,
  type UnaryTests,
} from './feel/expression.ts'
export { fromJson, toJson } from './feel/json.ts'
export type { EvaluationError } from './feel/run.ts'
export type { KnownNames } from './feel/syntax/parser.ts'
export { FeelSyntaxError } from './feel/syntax/syntax-error.ts'
export { FeelDate } from './feel/temporal/date.ts'
export { FeelDateTime } from './feel/temporal/date-time.ts'
export { DaysTime, YearsMonths } from './feel/temporal/duration.ts'
export { FeelTime } from './feel/temporal/time.ts'
export { type Context, FeelFunction, type Value } from './feel/value.ts'
export { type CaseResult, failTestFile, runTestFile } from './tck/run-test-file.ts'
export { readTestFile, type TestFile } from './tck/test-file.ts'
