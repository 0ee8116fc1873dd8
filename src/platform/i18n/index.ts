export { checkTexts, type TextReport } from './check-texts.ts'
export {
  type DateStyle,
  formatDate,
  formatDateTime,
  formatDays,
  formatDaysFromNow,
  formatFileSize,
  formatList,
  formatMoney,
  formatNumber,
  formatPercent,
  formatTime,
} from './format.ts'
export { chooseLang, isLang, type Lang, languageNames, languages } from './language.ts'
export type { TextData } from './message.ts'
export { type Refused, refusalText, textValues } from './refusal.ts'
export { loadTexts, type Texts, type Translate } from './texts.ts'
