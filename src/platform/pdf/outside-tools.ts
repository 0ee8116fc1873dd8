import { spawnSync } from 'node:child_process'

/**
 * Programs of others that tests ask for a second opinion: `pdfsig`, `pdfinfo`, `pdftotext` (poppler-utils), `qpdf`, `openssl`.
 * A missing one is a failed test that says what to install, never a test left out.
 */
export function outsideTool(name: keyof typeof PACKAGES, ...args: string[]): string {
  const run = spawnSync(name, args, { encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' } })
  if (run.error) throw new Error(`${name} is needed by this test: apt-get install ${PACKAGES[name]}`)
  if (run.status !== 0)
    throw new Error(`${name} ${args.join(' ')} ended with ${run.status}: ${run.stdout}${run.stderr}`)
  return run.stdout
}

const PACKAGES = {
  pdfsig: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  openssl: 'openssl',
} as const
