import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { scanForViruses } from './virus-scan.ts'

const harmless = Buffer.from('a photograph')
const infected = Buffer.from('a photograph with EICAR in it')

describe('The look for viruses', () => {
  it('lets a file pass when the command, given it on its standard input, ends with 0', async () => {
    assert.equal(await scanForViruses('! grep -q EICAR', harmless), 'clean')
  })

  it('refuses a file when the command ends with anything else', async () => {
    assert.equal(await scanForViruses('! grep -q EICAR', infected), 'refused')
  })

  it('does not take a command that cannot be run for a file that is clean', async () => {
    assert.equal(await scanForViruses('no-such-scanner-here', harmless), 'not-scanned')
  })

  it('asks nobody where the installation names no command', async () => {
    assert.equal(await scanForViruses(undefined, infected), 'clean')
    assert.equal(await scanForViruses(' ', infected), 'clean')
  })

  it('works with a scanner that stops reading a large file half-way', async () => {
    assert.equal(await scanForViruses('head -c 10 > /dev/null', Buffer.alloc(5_000_000)), 'clean')
  })
})
