import {
  forTown,
  PackageBroken,
  type PackageFiles,
  parsePackage,
  type Town,
  type TownPackage,
} from '../../core/packages/index.ts'
import { languages } from '../../platform/i18n/index.ts'

/** A version of a procedure, ready to run in one municipality: compiled once and kept. */
export type Procedure = TownPackage

/** Makes a procedure of the files of its package, all of them checked, under the law and with the parameters of a town. Throws `PackageBroken`. */
export async function makeProcedure(files: PackageFiles, version: number, town: Town): Promise<Procedure> {
  const parsed = await parsePackage(files, { languages })
  if ('problems' in parsed) throw new PackageBroken(parsed.problems)
  return { ...forTown(parsed.package, town), version }
}

/** A published service as lists and cards show it: its sheet alone. */
export type OfferedService = Pick<Procedure, 'id' | 'version' | 'service'>

/** The office of a town that does what the drawing gives to `office`. */
export function officeIn({ service }: Pick<Procedure, 'service'>, slug: string, office: string): string {
  return service.offices[slug]?.[office] ?? office
}
