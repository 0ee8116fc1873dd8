import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { resource } from '../../../platform/root.ts'

const read = (path: string) => parse(readFileSync(resource(path), 'utf8'))

describe('The history that an applicant is told', () => {
  it('is the same by the API as on the page of their case', () => {
    const { kinds } = read('src/modules/api/readings/told.yaml') as { kinds: string[] }
    const portal = Object.keys(read('src/modules/portal/case/history.yaml'))
    assert.ok(kinds.length > 10)
    assert.deepEqual(kinds.toSorted(), portal.toSorted())
  })
})
