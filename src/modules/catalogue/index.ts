/** The catalogue: the procedures that a municipality offers, each a package of files in versions. */
export { installPackage } from './acts/install.ts'
export { makeProcedure, type PackageFiles, type Procedure } from './procedure.ts'
export { type FoundService, listServices, searchServices } from './search.ts'
export {
  type Localized,
  officeIn,
  readServiceSheet,
  type Service,
  type ServiceCall,
  type ServiceTerm,
} from './service-sheet.ts'
export { filesOf, forgetProcedures, procedureOf, publishedProcedures, publishedVersion } from './store.ts'
