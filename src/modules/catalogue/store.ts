import type { PackageFiles } from '../../core/packages/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { type Queries, sql } from '../../platform/database/index.ts'
import { makeProcedure, type Procedure } from './procedure.ts'

/** Compiled procedures by municipality, procedure and version: a version never changes once it is published. */
const compiled = new Map<string, Promise<Procedure>>()

/** A version of a procedure, ready to run. An unknown one is a fault: cases and drafts only name versions that exist. */
export function procedureOf(
  db: Queries,
  municipality: Municipality,
  procedure: string,
  version: number,
): Promise<Procedure> {
  const key = `${municipality.municipalityId}/${procedure}/${version}`
  let known = compiled.get(key)
  if (!known) {
    known = filesOf(db, procedure, version).then((files) => makeProcedure(files, version, municipality))
    compiled.set(key, known)
    known.catch(() => compiled.delete(key))
  }
  return known
}

/** The files of a version, by their path in the package. */
export async function filesOf(db: Queries, procedure: string, version: number): Promise<PackageFiles> {
  const { files } = await db.one<{ files: PackageFiles }>(sql`
    select files from procedure_version
    where municipality_id = current_municipality() and procedure = ${procedure} and version = ${version}`)
  return files
}

/** Forgets what is compiled: for tests that use several databases in one process. */
export function forgetProcedures(): void {
  compiled.clear()
}

/** The version that new applications start with; `undefined` when the procedure is not offered. */
export async function publishedVersion(db: Queries, procedure: string): Promise<number | undefined> {
  const found = await db.maybe<{ version: number }>(sql`
    select version from procedure_version
    where municipality_id = current_municipality() and procedure = ${procedure} and status = 'published'`)
  return found?.version
}

/** The published procedures. */
export async function publishedProcedures(db: Queries, municipality: Municipality): Promise<Procedure[]> {
  const rows = await db.many<{ procedure: string; version: number }>(sql`
    select procedure, version from procedure_version
    where municipality_id = current_municipality() and status = 'published' order by procedure`)
  return await Promise.all(rows.map(({ procedure, version }) => procedureOf(db, municipality, procedure, version)))
}
