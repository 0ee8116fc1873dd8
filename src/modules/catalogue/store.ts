import { type PackageFiles, readInstalled, readSheet } from '../../core/packages/index.ts'
import type { Municipality } from '../../platform/acts/index.ts'
import { type Queries, sql } from '../../platform/database/index.ts'
import { languages } from '../../platform/i18n/index.ts'
import type { OfferedService, Procedure } from './procedure.ts'

/** Compiled procedures by municipality, procedure and version: a version never changes once it is published. */
const compiled = new Map<string, Promise<Procedure>>()

/** A version of a procedure, ready to run. An unknown one is a fault: cases and drafts only name versions that exist. */
export function procedureOf(
  db: Queries,
  municipality: Municipality,
  procedure: string,
  version: number,
): Promise<Procedure> {
  const key = keyOf(municipality, { procedure, version })
  let known = compiled.get(key)
  if (!known) {
    known = filesOf(db, procedure, version).then(async (files) => ({
      ...(await readInstalled(files, municipality, { languages })),
      version,
    }))
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
  sheets.clear()
}

/** The version that new applications start with; `undefined` when the procedure is not offered. */
export async function publishedVersion(db: Queries, procedure: string): Promise<number | undefined> {
  const found = await db.maybe<{ version: number }>(sql`
    select version from procedure_version
    where municipality_id = current_municipality() and procedure = ${procedure} and status = 'published'`)
  return found?.version
}

/** The sheets that were read, by the same keys as the procedures. */
const sheets = new Map<string, OfferedService>()

/** The published services, by their identifier. Their drawings, forms and rules are not looked at: there may be hundreds. */
export async function publishedServices(db: Queries, municipality: Municipality): Promise<OfferedService[]> {
  const published = await db.many<{ procedure: string; version: number }>(sql`
    select procedure, version from procedure_version
    where municipality_id = current_municipality() and status = 'published' order by procedure`)
  const unread = published.filter((one) => !sheets.has(keyOf(municipality, one)))
  if (unread.length > 0) {
    const rows = await db.many<{ procedure: string; version: number; sheet: string }>(sql`
      select procedure, version, files->>'service.yaml' as sheet from procedure_version
      where municipality_id = current_municipality() and (procedure, version) in (
        select * from unnest(${unread.map(({ procedure }) => procedure)}::text[], ${unread.map(({ version }) => version)}::int[]))`)
    for (const row of rows) sheets.set(keyOf(municipality, row), offered(row, municipality))
  }
  return published.map((one) => sheets.get(keyOf(municipality, one))!)
}

function offered(
  { procedure, version, sheet }: { procedure: string; version: number; sheet: string },
  municipality: Municipality,
): OfferedService {
  return { id: procedure, version, service: readSheet({ 'service.yaml': sheet }, municipality, { languages }) }
}

function keyOf({ municipalityId }: Municipality, { procedure, version }: { procedure: string; version: number }) {
  return `${municipalityId}/${procedure}/${version}`
}
