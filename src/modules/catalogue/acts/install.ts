import { createHash } from 'node:crypto'
import Type from 'typebox'
import { PackageBroken, type PackageFiles, type Service } from '../../../core/packages/index.ts'
import { type Act, act, refuse } from '../../../platform/acts/index.ts'
import { sql } from '../../../platform/database/index.ts'
import { makeProcedure } from '../procedure.ts'

interface Installed {
  readonly procedure: string
  readonly version: number
}

/**
 * Publishes a package as the next version of its procedure; applications begun from now on follow it, cases under way stay on theirs.
 * The same files again are no new version. What does not hold together is refused with its reasons, and nothing changes.
 */
export const installPackage: Act<{ files: Record<string, string> }, Installed> = act({
  name: 'catalogue.install',
  permission: 'catalogue.install',
  input: Type.Object({ files: Type.Record(Type.String(), Type.String()) }),
  async load(db, { files }, { municipality }) {
    const checked = await check(files, municipality)
    if ('problem' in checked) return { problem: checked.problem, latest: undefined, service: undefined }
    const latest = await db.maybe<{ version: number; hash: string; status: string }>(sql`
      select version, hash, status from procedure_version
      where municipality_id = current_municipality() and procedure = ${checked.service.id} order by version desc limit 1 for update`)
    return { problem: undefined, latest, service: checked.service }
  },
  may: () => true,
  decide({ problem, latest, service }, { files }) {
    if (service === undefined) return refuse('package-broken', { problem })
    const hash = hashOf(files)
    const isNew = latest?.hash !== hash || latest.status !== 'published'
    const version = isNew ? (latest?.version ?? 0) + 1 : latest.version
    return {
      change: { service, files, hash, version, isNew },
      facts: isNew
        ? [{ kind: 'procedure.published', objects: [`procedure:${service.id}`], data: { version, hash } }]
        : [],
    }
  },
  async save(db, { service, files, hash, version, isNew }, context) {
    if (isNew) {
      await db.run(sql`
        update procedure_version set status = 'withdrawn'
        where municipality_id = current_municipality() and procedure = ${service.id} and status = 'published'`)
      await db.run(sql`
        insert into procedure_version (municipality_id, procedure, version, files, hash, status, installed_at, installed_by)
        values (current_municipality(), ${service.id}, ${version}, ${JSON.stringify(files)}, ${hash}, 'published', ${context.now}, ${context.actor.id})`)
      await db.run(
        sql`delete from service_words where municipality_id = current_municipality() and procedure = ${service.id}`,
      )
      await db.run(sql`
        insert into service_words (municipality_id, procedure, lang, title, summary, words)
        select current_municipality(), ${service.id}, lang, title, summary, plain(words)
        from jsonb_to_recordset(${JSON.stringify(wordsOf(service))}::jsonb) as w(lang text, title text, summary text, words text)`)
    }
    return { result: { procedure: service.id, version } }
  },
})

/** What is wrong with the files is the sender's to mend; anything else is a fault of ours. */
async function check(
  files: PackageFiles,
  municipality: { slug: string; law: string },
): Promise<{ service: Service } | { problem: string }> {
  try {
    return { service: (await makeProcedure(files, 0, municipality)).service }
  } catch (error) {
    if (error instanceof PackageBroken || error instanceof RangeError) return { problem: error.message }
    throw error
  }
}

function hashOf(files: PackageFiles): string {
  const hash = createHash('sha256')
  for (const path of Object.keys(files).sort()) hash.update(`${path}\0${files[path]}\0`)
  return hash.digest('hex')
}

function wordsOf(service: Service) {
  return Object.keys(service.title).map((lang) => ({
    lang,
    title: service.title[lang],
    summary: service.summary[lang],
    words: [service.title[lang], service.summary[lang], ...(service.keywords[lang] ?? [])].join(' '),
  }))
}
