import { createHash } from 'node:crypto'
import pino from 'pino'
import { apply, registerCaseEffects, saveDraft } from '../../src/modules/cases/index.ts'
import { citizen } from '../../src/modules/cases/testing.ts'
import { runAct } from '../../src/platform/acts/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openPlatform } from '../../src/platform/open.ts'

/**
 * A process that files applications one after the other, as a server would, and says so when each is acknowledged: `ack N CASE NUMBER`.
 * It begins at the number that it is given and uses the same keys when it is started again, as a browser that tries once more.
 */
const [first = 0, last = 0] = process.argv.slice(2).map(Number)
const platform = await openPlatform({ config: readConfig(), log: pino({ level: 'silent' }) })
registerCaseEffects(platform)
await platform.jobs.start()
const municipality = (await platform.municipalities.byId(1))!
const aina = citizen('aina')
for (let n = first; n < last; n += 1) {
  const draftId = uuidOf(n)
  const common = { municipality, actor: aina, channel: 'web' as const }
  const answers = { whose: 'me', kind: 'individual', delivery: 'web', truth: true }
  // A draft that was filed before the process was killed is not begun again: its key answers for it.
  await runAct(platform, saveDraft, {
    ...common,
    key: `draft-${n}-key`,
    input: { draftId, procedure: 'residence-certificate', answers, page: 'start' },
  })
  const outcome = await runAct(platform, apply, { ...common, key: `apply-${n}-key`, input: { draftId } })
  if (!outcome.ok) throw new Error(`application ${n} was refused: ${JSON.stringify(outcome.refused)}`)
  process.stdout.write(`ack ${n} ${outcome.result.caseId} ${outcome.result.registerLabel}\n`)
}
await platform.jobs.idle()
process.stdout.write('end\n')
await platform.close()

function uuidOf(n: number): string {
  const hex = createHash('sha256').update(`draft ${n}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
