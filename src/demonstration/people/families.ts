import type { Chance } from '../random.ts'

/** Somebody of a household that is being made up. */
export interface Sketch {
  readonly relation: 'first' | 'partner' | 'child' | 'parent' | 'other'
  readonly age: number
}

/**
 * Makes up households so that there are exactly so many, with exactly so many people in all; `fixed` are there already (the cast).
 * Shares of the kinds are roughly those of the censuses of Catalonia and Umbria.
 */
export function familiesOf({ people, households }: { people: number; households: number }, chance: Chance): Sketch[][] {
  const families = Array.from({ length: households }, () => chance.weighted(KINDS).make(chance))
  let missing = people - families.reduce((sum, { length }) => sum + length, 0)
  // What is too much or too little is given to or taken from families with children, one child at a time.
  for (let index = 0; missing !== 0; index = (index + 1) % families.length) {
    const family = families[index]!
    if (missing > 0 && family.length > 1 && family.length < 6) {
      family.push(child(family, chance))
      missing -= 1
    } else if (missing < 0 && family.at(-1)?.relation === 'child') {
      family.pop()
      missing += 1
    }
  }
  return families
}

const KINDS: readonly { readonly weight: number; readonly make: (chance: Chance) => Sketch[] }[] = [
  { weight: 16, make: (chance) => [first(chance.whole(24, 64))] },
  { weight: 13, make: (chance) => [first(chance.whole(65, 94))] },
  { weight: 13, make: (chance) => couple(chance.whole(25, 60), chance) },
  { weight: 12, make: (chance) => couple(chance.whole(62, 88), chance) },
  {
    weight: 30,
    make: (chance) => withChildren(couple(chance.whole(28, 56), chance), chance.pick([1, 1, 2, 2, 3]), chance),
  },
  { weight: 10, make: (chance) => withChildren([first(chance.whole(26, 55))], chance.pick([1, 1, 2]), chance) },
  { weight: 4, make: (chance) => withParent(withChildren(couple(chance.whole(38, 58), chance), 1, chance), chance) },
  { weight: 2, make: (chance) => [first(chance.whole(20, 40)), other(chance), other(chance)] },
]

function first(age: number): Sketch {
  return { relation: 'first', age }
}

function couple(age: number, chance: Chance): Sketch[] {
  return [first(age), { relation: 'partner', age: Math.max(20, age + chance.whole(-5, 5)) }]
}

function withChildren(parents: Sketch[], count: number, chance: Chance): Sketch[] {
  const family = [...parents]
  for (let index = 0; index < count; index += 1) family.push(child(family, chance))
  return family
}

/** Between twenty and forty years younger than the youngest parent. */
function child(family: readonly Sketch[], chance: Chance): Sketch {
  const parent = Math.min(...family.filter(({ relation }) => relation !== 'child').map(({ age }) => age))
  return { relation: 'child', age: Math.max(0, Math.min(24, parent - chance.whole(22, 40))) }
}

function withParent(family: Sketch[], chance: Chance): Sketch[] {
  return [...family, { relation: 'parent', age: Math.min(96, (family[0]?.age ?? 50) + chance.whole(22, 34)) }]
}

function other(chance: Chance): Sketch {
  return { relation: 'other', age: chance.whole(19, 38) }
}
