import type { Adapter, AdapterPayload } from 'oidc-provider'

const MOST_KEPT = 5_000
const FOR_A_DAY = 86_400

/**
 * What the demonstration service remembers, in this process only: sign-ins of the last minutes.
 * A restart forgets them, and whoever was on the way signs in again.
 */
export function memoryAdapter(): (model: string) => Adapter {
  const kept = new Map<string, { payload: AdapterPayload; until: number }>()
  const read = (key: string) => {
    const found = kept.get(key)
    return found && found.until > Date.now() ? found.payload : undefined
  }
  const find = (test: (payload: AdapterPayload) => boolean, model: string) =>
    [...kept].find(([key, { payload }]) => key.startsWith(`${model}:`) && test(payload))?.[1].payload
  return (model) => ({
    async upsert(id, payload, expiresIn) {
      kept.set(`${model}:${id}`, { payload, until: Date.now() + (expiresIn ?? FOR_A_DAY) * 1000 })
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string)
    },
    find: async (id) => read(`${model}:${id}`),
    findByUid: async (uid) => find((payload) => payload.uid === uid, model),
    findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode, model),
    async consume(id) {
      const payload = read(`${model}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    async destroy(id) {
      kept.delete(`${model}:${id}`)
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key)
    },
  })
}
