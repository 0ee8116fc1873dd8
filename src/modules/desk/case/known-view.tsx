import { KeyValues } from '../../../ui/index.ts'

type Fact = readonly [key: string, value: Parameters<typeof KeyValues>[0]['items'][number]['value']]

/** Facts as far as they are known: what is not takes no room. */
export function Known({ facts }: { facts: readonly Fact[] }) {
  return <KeyValues items={facts.flatMap(([key, value]) => (value ? [{ key, value }] : []))} />
}
