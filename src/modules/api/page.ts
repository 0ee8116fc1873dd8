import Type, { type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Misfit } from './validation.ts'

/** What a list can be asked. */
export const PAGING = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: 'How many at most; 50 unless said.' })),
  cursor: Type.Optional(
    Type.String({ maxLength: 500, description: 'The `next` of the page before; nothing for the first page.' }),
  ),
}

export const USUAL_LIMIT = 50

/** A page of a list, with where the next one begins. */
export function pageOf<Item extends TSchema>(name: string, item: Item, description: string) {
  return Type.Object(
    {
      items: Type.Array(item),
      next: Type.Union([Type.String(), Type.Null()], {
        description: 'The cursor of the next page; null where this is the last.',
      }),
    },
    { $id: name, description },
  )
}

/** Writes and reads the places where pages end; for those who ask they are opaque. */
export function cursorOf<Shape extends TSchema>(shape: Shape) {
  const check = Compile(shape)
  return {
    write: (place: Static<Shape>): string => Buffer.from(JSON.stringify(place)).toString('base64url'),
    /** Nothing for the first page. A text that is no cursor of this list does not fit. */
    read(text: string | undefined): Static<Shape> | undefined {
      if (text === undefined) return undefined
      const place = parsed(Buffer.from(text, 'base64url').toString())
      if (check.Check(place)) return place
      throw new Misfit('query', [{ pointer: '/cursor', keyword: 'format', params: { format: 'cursor' } }])
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
