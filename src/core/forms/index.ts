/**
 * Forms of procedures: what is asked, when, what was answered and what is wrong with it. Pure. The format of `form.yaml` is in
 * `README.md`.
 */
export { type CompiledField, type CompiledForm, type CompiledPage, compileForm } from './compile-form.ts'
export {
  type Answers,
  type Context,
  type Field,
  type Form,
  FormError,
  KINDS,
  type Kind,
  type Option,
  type Page,
  type Problem,
  type Text,
} from './form.ts'
export { prefill } from './held.ts'
export { type ChoosableOption, optionsOf } from './options.ts'
export { parseForm } from './parse-form.ts'
export { readPage } from './read-page.ts'
export { answerText, inputText, type SummaryLine, summary } from './summary.ts'
export { missing, PROBLEM_CODES, type ProblemCode, validateForm, validatePage } from './validate.ts'
export { isBlank } from './value.ts'
export { cleanAnswers, type VisibleField, type VisiblePage, visiblePageOf, visiblePages } from './walk.ts'
