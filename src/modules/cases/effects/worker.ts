import { type Act, type Actor, type Municipality, runAct } from '../../../platform/acts/index.ts'
import type { EffectJob } from '../../../platform/jobs/index.ts'
import type { Platform } from '../../../platform/platform.ts'

/** What an effect of a drawing brings: which case, where the token waits, and what to do. */
export interface CaseEffect {
  readonly caseId: string
  readonly element: string
  readonly token: number
  /** Whether the token waits for the answer. */
  readonly wait: boolean
  readonly with: Readonly<Record<string, unknown>>
}

/** The system as the one who acts, named after the worker. */
export function systemActor(worker: string): Actor {
  return { kind: 'system', id: worker, name: worker, permissions: SYSTEM, roles: [], offices: [] }
}

const SYSTEM: ReadonlySet<string> = new Set(['system', 'payment.pay'])

/** A worker at its job: it reads what it needs and changes things only by acts, whose key is that of the job. */
export interface Worker {
  readonly platform: Platform
  readonly municipality: Municipality
  readonly effect: CaseEffect
  readonly job: EffectJob
}

/** Refusals that no passing of time explains. */
const OUR_FAULT: ReadonlySet<string> = new Set(['bad-input', 'not-allowed', 'key-used'])

/** Runs an act as the system. A refusal means that the case has moved on meanwhile: there is nothing left to do. */
export async function actAsSystem<Input, Result>(
  { platform, municipality, job }: Pick<Worker, 'platform' | 'municipality' | 'job'>,
  act: Act<Input, Result>,
  input: Input,
  part = '',
): Promise<Result | undefined> {
  const outcome = await runAct(platform, act, {
    municipality,
    actor: systemActor(act.name),
    channel: 'system',
    key: `${job.key}${part}`,
    input,
  })
  if (outcome.ok) return outcome.result
  if (OUR_FAULT.has(outcome.refused.code)) {
    throw new Error(`${act.name} was refused: ${JSON.stringify(outcome.refused)}`)
  }
  platform.log.info({ act: act.name, refused: outcome.refused, job: job.key }, 'an effect came too late')
  return undefined
}
