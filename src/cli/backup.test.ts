import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, TOWNS, testDatabase } from '../platform/database/testing.ts'
import { resource } from '../platform/root.ts'

describe('finestra backup', () => {
  const work = mkdtempSync(join(tmpdir(), 'finestra-backup-'))
  const role = `bound_${process.pid}`
  let test: TestDatabase
  before(async () => {
    test = await testDatabase()
    await test.owner(TOWNS)
    // An owner of everything whom the policies bind: neither a superuser nor past row-level security.
    await test.owner(`create role ${role} login password 'its own'`)
    await test.owner(`grant usage on schema finestra to ${role}`)
    await test.owner(`grant select on all tables in schema finestra to ${role}`)
  })
  after(async () => {
    await test?.owner(`drop owned by ${role}`)
    await test?.owner(`drop role ${role}`)
    await test?.drop()
    rmSync(work, { recursive: true, force: true })
  })

  it('refuses to copy as a role that row-level security binds, instead of copying nothing', async () => {
    const url = new URL(test.ownerUrl)
    url.username = role
    url.password = 'its own'
    const folder = join(work, 'copy')
    const { code, text } = await finestra(['backup', folder], { DATABASE_URL: url.href, FINESTRA_DATA: work })
    assert.equal(code, 1)
    assert.match(text, /row-level security/)
    assert.equal(existsSync(join(folder, 'manifest.json')), false)
  })
})

function finestra(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number; text: string }> {
  const environment = { PATH: process.env.PATH, LOG_LEVEL: 'error', ...env }
  return new Promise((done) => {
    execFile(resource('bin', 'finestra'), args, { env: environment }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr })
    })
  })
}
