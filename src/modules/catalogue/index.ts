/** The catalogue: the procedures that a municipality offers, each a package of files in versions. */
export { PackageBroken, type Service } from '../../core/packages/index.ts'
export { installPackage } from './acts/install.ts'
export { drawnIn } from './drawn-in.ts'
export { makeProcedure, type OfferedService, officeIn, type Procedure } from './procedure.ts'
export { type FoundService, listServices, searchServices } from './search.ts'
export { filesOf, forgetProcedures, procedureOf, publishedServices, publishedVersion } from './store.ts'
