import { spawn } from 'node:child_process'

export type ScanResult = 'clean' | 'refused' | 'not-scanned'

/** A scan that takes longer than this has not been made. */
const PATIENCE_MS = 60_000

/**
 * Asks the command of the installation (`VIRUS_SCAN_COMMAND`) about a file, given on its standard input: it ends with 0 when the
 * file is clean and with anything else when it must be refused. Without a command nothing is asked. A command that cannot be run
 * has not said that the file is clean.
 */
export function scanForViruses(command: string | undefined, content: Uint8Array): Promise<ScanResult> {
  if (command === undefined || command.trim() === '') return Promise.resolve('clean')
  return new Promise((resolve) => {
    const scanner = spawn(command, { shell: true, stdio: ['pipe', 'ignore', 'ignore'], timeout: PATIENCE_MS })
    scanner.on('error', () => resolve('not-scanned'))
    scanner.on('close', (code) => resolve(code === 0 ? 'clean' : COULD_NOT_RUN.has(code) ? 'not-scanned' : 'refused'))
    // A scanner that has seen enough may stop reading.
    scanner.stdin.on('error', () => {})
    scanner.stdin.end(content)
  })
}

/** The shell's own codes for a command that is not there or may not be run; null when it was ended by the clock. */
const COULD_NOT_RUN: ReadonlySet<number | null> = new Set([126, 127, null])
