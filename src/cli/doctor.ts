import { parseArgs } from 'node:util'
import { brokenRuns, changedDays, printedHeads } from '../modules/register/index.ts'
import type { Municipality } from '../platform/acts/index.ts'
import { type Queries, sql } from '../platform/database/index.ts'
import { verifyJournal } from '../platform/journal/index.ts'
import { type OpenPlatform, openPlatform } from '../platform/open.ts'
import type { Command } from './main.ts'

const HELP = `Usage: finestra doctor [--journal] [--json]

Checks the installation and says what is wrong and where. Exits 1 when something is.
  --journal   only the journal: any event or seal that was altered, deleted or inserted
`

interface Finding {
  readonly municipality: string
  readonly check: string
  readonly ok: boolean
  readonly detail: string
}

/** `finestra doctor`: what must be true of the data, read again. */
export const doctorCommand: Command = async (args, out) => {
  const { values } = parseArgs({
    args,
    options: { journal: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    out.write(HELP)
    return 0
  }
  const platform = await openPlatform()
  try {
    const findings: Finding[] = []
    for (const town of await platform.municipalities.all()) {
      findings.push(await journalFinding(platform, town))
      if (!values.journal)
        findings.push(...(await registerFindings(platform, town)), await effectsFinding(platform, town))
    }
    const ok = findings.every((finding) => finding.ok)
    out.write(values.json ? `${JSON.stringify({ ok, findings })}\n` : report(findings))
    return ok ? 0 : 1
  } finally {
    await platform.close()
  }
}

async function journalFinding(platform: OpenPlatform, town: Municipality): Promise<Finding> {
  const { ok, seals, events, firstProblem } = await inTown(platform, town, async (db) =>
    verifyJournal(db, await printedHeads(db)),
  )
  const place = firstProblem?.seq === undefined ? '' : `, event ${firstProblem.seq}`
  const detail = firstProblem
    ? `${firstProblem.what} at seal ${firstProblem.seal}${place}`
    : `${events} events under ${seals} seals`
  return { municipality: town.slug, check: 'journal', ok, detail }
}

async function registerFindings(platform: OpenPlatform, town: Municipality): Promise<Finding[]> {
  return await inTown(platform, town, async (db) => {
    const broken = await brokenRuns(db)
    const changed = await changedDays(db, town)
    const gaps = broken.map(({ series, year, last, present }) => `${series} ${year}: ${present} of ${last}`)
    return [
      {
        municipality: town.slug,
        check: 'register numbers',
        ok: gaps.length === 0,
        detail: gaps.join('; ') || 'without gaps',
      },
      {
        municipality: town.slug,
        check: 'daily registers',
        ok: changed.length === 0,
        detail: changed.join(', ') || 'as printed',
      },
      await filesFinding(platform, town, db),
    ]
  })
}

/** Every stored document has its file. The content is compared with its name when it is read. */
async function filesFinding(platform: OpenPlatform, town: Municipality, db: Queries): Promise<Finding> {
  const hashes = await db.many<{ fileHash: string }>(sql`
    select distinct file_hash from document where municipality_id = current_municipality() and file_hash is not null`)
  const missing: string[] = []
  for (const { fileHash } of hashes) if (!(await platform.files.has(fileHash))) missing.push(fileHash)
  const detail = missing.length === 0 ? `${hashes.length} there` : `missing: ${missing.slice(0, 5).join(', ')}`
  return { municipality: town.slug, check: 'files', ok: missing.length === 0, detail }
}

async function effectsFinding(platform: OpenPlatform, town: Municipality): Promise<Finding> {
  const dead = await platform.jobs.dead(town.municipalityId)
  const detail =
    dead.length === 0 ? 'none given up' : dead.map(({ task, lastError }) => `${task}: ${lastError}`).join('; ')
  return { municipality: town.slug, check: 'effects', ok: dead.length === 0, detail }
}

function inTown<T>(platform: OpenPlatform, town: Municipality, work: (db: Queries) => Promise<T>): Promise<T> {
  return platform.db.within(town.municipalityId, work, { readOnly: true })
}

function report(findings: readonly Finding[]): string {
  return findings
    .map(({ municipality, check, ok, detail }) => `${ok ? '✔' : '✖'} ${municipality}: ${check}: ${detail}\n`)
    .join('')
}
