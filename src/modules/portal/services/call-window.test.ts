import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Service } from '../../catalogue/index.ts'
import { callWindow } from './call-window.ts'

const call = { opens: '06-01', closes: '06-30' } as NonNullable<Service['call']> // the rest says nothing of its days

describe('The window of a yearly call', () => {
  const cases = [
    ['2026-05-31', false, '2026-06-01'],
    ['2026-06-01', true, '2026-06-01'],
    ['2026-06-30', true, '2026-06-01'],
    ['2026-07-01', false, '2027-06-01'],
    ['2026-11-25', false, '2027-06-01'],
  ] as const
  for (const [today, isOpen, opensOn] of cases) {
    it(`is ${isOpen ? 'open' : 'closed'} on ${today}, and opens on ${opensOn}`, () => {
      assert.deepEqual(callWindow({ call }, today), { isOpen, opensOn, closesOn: `${opensOn.slice(0, 4)}-06-30` })
    })
  }

  it('is none where the service is there all the year', () => {
    assert.equal(callWindow({}, '2026-06-10'), undefined)
  })
})
