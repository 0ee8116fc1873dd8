/** A request that cannot be carried out, said in words for who made it. Nothing was written. */
export class Mistake extends Error {}

/** Names are in kebab-case and begin with a letter. */
export function checkName(name: string): string {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return name
  throw new Mistake(name === '' ? 'Give it a name.' : `"${name}" is no name: write it in kebab-case, as dog-licence.`)
}
