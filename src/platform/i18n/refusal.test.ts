import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { refusalText } from './index.ts'

describe('A refusal in words', () => {
  const known: Record<string, string> = { 'cases.refusal.task-done': 'Done.', 'desk.refusal.task-done': 'Done here.' }
  const reader = {
    texts: { has: (key: string) => key in known, translator: () => reader.t },
    t: (key: string, data?: object) => `${known[key] ?? key} ${JSON.stringify(data ?? {})}`,
  }
  const asked = (code: string, data = {}) =>
    refusalText(reader, { code, data }, { parts: ['cases', 'desk'], otherwise: 'desk.refusal.not-done' })

  it('is said by the first part that has words for it', () => {
    assert.equal(asked('task-done'), 'Done. {}')
  })

  it('is said in general words where no part has any', () => {
    assert.equal(asked('never-heard-of'), 'desk.refusal.not-done {}')
  })

  it('is filled with texts and numbers, and with nothing that a text cannot say', () => {
    assert.equal(asked('task-done', { name: 'Mireia', most: 3, problems: [{}] }), 'Done. {"name":"Mireia","most":3}')
  })
})
