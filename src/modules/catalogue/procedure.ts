import {
  forTown,
  type PackageFiles,
  type PackageProblem,
  parsePackage,
  problemText,
  type TownPackage,
} from '../../core/packages/index.ts'
import { languages } from '../../platform/i18n/index.ts'

/** A version of a procedure, ready to run in one municipality: compiled once and kept. */
export type Procedure = TownPackage

/** A package that does not hold together; `problems` says each with its file, place and remedy. */
export class PackageBroken extends Error {
  override name = 'PackageBroken'
  readonly problems: readonly PackageProblem[]
  constructor(problems: readonly PackageProblem[]) {
    super(problems.map(problemText).join('\n'))
    this.problems = problems
  }
}

/** Makes a procedure of the files of its package, under the law and with the parameters of a town. Throws `PackageBroken`. */
export async function makeProcedure(
  files: PackageFiles,
  version: number,
  town: { readonly slug: string; readonly law: string },
): Promise<Procedure> {
  const parsed = await parsePackage(files, { languages })
  if ('problems' in parsed) throw new PackageBroken(parsed.problems)
  return { ...forTown(parsed.package, town), version }
}

/** The office of a town that does what the drawing gives to `office`. */
export function officeIn({ service }: Pick<Procedure, 'service'>, slug: string, office: string): string {
  return service.offices[slug]?.[office] ?? office
}
