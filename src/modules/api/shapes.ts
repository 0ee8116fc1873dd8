import Type, { type TSchema } from 'typebox'

/** Shapes that many answers have in common. */
export const uuid = Type.String({ format: 'uuid' })
export const instant = Type.String({ format: 'date-time', examples: ['2026-03-02T09:00:00Z'] })
export const day = Type.String({ format: 'date', examples: ['2026-04-02'] })
export const text = Type.String()
export const nullable = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()])
/** Values whose shape the procedure gives: answers by the name of their field. */
export const answersByName = Type.Record(Type.String(), Type.Unknown())
