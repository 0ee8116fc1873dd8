import Type from 'typebox'

/** The shapes of what people write about themselves. */
export const emailText = Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' })
export const phoneText = Type.String({ maxLength: 25, pattern: '^\\+?[0-9 ().-]{6,}$' })
export const nameText = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
/** The name of a municipality. */
export const municipalityText = Type.String({ maxLength: 120, pattern: '\\S' })
export const dateText = Type.String({ format: 'date' })
export const uuidText = Type.String({ format: 'uuid' })
/** An identity number, however it is written. */
export const identityNumberText = Type.String({ maxLength: 30, pattern: '[A-Za-z0-9]' })
