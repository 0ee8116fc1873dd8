/** Cases: an application on its way through its procedure, with its tasks, terms, documents, notifications and payments. */
export { isTheirs, mayDo, mayRead } from './access.ts'
export { type Applied, apply } from './acts/apply.ts'
export { addNote, assignTask, claimTask, handOver, releaseTask } from './acts/assign.ts'
export { type CallInHand, callInHand, publishList } from './acts/call.ts'
export { CITIZEN_MESSAGES, citizenMessage, NEEDS_TEXT } from './acts/citizen-message.ts'
export { answerTask, completeTask } from './acts/complete-task.ts'
export { discardDraft, isDraftOf, saveDraft } from './acts/draft.ts'
export { extendTerm } from './acts/extend-term.ts'
export { readMessage, type SavedFilter, savedFilters, saveFilter } from './acts/folder.ts'
export { accessNotification, deliverOnPaper } from './acts/notification.ts'
export { requestCorrection } from './acts/officer-message.ts'
export { confirmPayment } from './acts/payment.ts'
export { discardTaskDraft, forgetTaskDrafts, keepTaskDraft } from './acts/task-draft.ts'
export { addUpload, removeUpload } from './acts/upload.ts'
export { announcedCall, type Call, type CallPlace, daysOfCall, publishedList } from './calls.ts'
export type { Applicant, Case, Task } from './case.ts'
export { type CaseFile, caseFile, caseIdByNumber, notesOf } from './case-file.ts'
export { type Draft, draftById, draftsOf } from './drafts.ts'
export { EFFECT_KINDS, registerCaseEffects } from './effects/index.ts'
export { type Folder, type FolderCase, folderOf } from './folder.ts'
export { readGround } from './ground.ts'
export { type Message, messageById } from './message.ts'
export type { Notification } from './notification.ts'
export { openDocument } from './open-document.ts'
export { type Payment, paymentById } from './payment.ts'
export { portsOf } from './ports.ts'
export { type Preview, previewDocument } from './preview.ts'
export {
  type ListTotals,
  type OwnPlace,
  type PublicPlace,
  type PublishedCall,
  placeOfCase,
  publicPlaces,
  publishedCalls,
  totalsOfList,
} from './public-lists.ts'
export { type FileAnswer, fileAnswer, receiveFile } from './receive-file.ts'
export { messageSubject } from './register-subject.ts'
export { type FoundCase, searchCases } from './search.ts'
export { caseById, openTasksOf, taskById, tasksOf } from './store.ts'
export { type TaskDraft, taskDraftOf } from './task-drafts.ts'
export { termCount } from './term-count.ts'
export { termInWords } from './term-words.ts'
export { type UsualTime, usualTime } from './usual-time.ts'
export { wayOfCase } from './way.ts'
export { type WorkCursor, type WorkFilter, type WorkLine, workCounts, workList } from './work-list.ts'
