/** Letters of an IBAN by country, where the person is likely to have one; others have between 15 and 34. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22 },
  ...{ GR: 27, HR: 21, HU: 28, IE: 22, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MT: 31, NL: 18, NO: 15, PL: 28 },
  ...{ PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, SM: 27 },
}

/** Whether an IBAN has the length of its country and its check digits (ISO 13616, modulo 97). */
export function isIban(code: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(code)) return false
  const length = IBAN_LENGTHS[code.slice(0, 2)]
  if (length && code.length !== length) return false
  let rest = 0
  for (const letter of code.slice(4) + code.slice(0, 4)) {
    const value = Number.parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** Whether a text looks like an e-mail address: one @, something before it, a domain with a dot after it. */
export function isEmail(text: string): boolean {
  if (text.length > 254) return false
  const [name = '', domain = '', ...more] = text.split('@')
  if (more.length > 0 || name === '' || name.length > 64 || /[\s,;<>"]/.test(text)) return false
  const labels = domain.split('.')
  return labels.length > 1 && labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label))
}

/** Whether a text is a telephone number: 6 to 15 digits, with its country's `+` or `00` or not. */
export function isPhone(text: string): boolean {
  return /^(\+|00)?\d{6,15}$/.test(text)
}

/** Whether a text can be a number plate; foreign ones are accepted, so it is only letters and digits, both or digits. */
export function isPlate(code: string): boolean {
  return /^[A-Z0-9]{4,10}$/.test(code) && /\d/.test(code)
}

/**
 * Whether a text has the form of a cadastral reference: Spain's 14 letters and digits of the plot, or 20 with the unit; Italy's
 * sheet/parcel[/unit], with a letter for the section before the sheet where there is one.
 */
export function isCadastralReference(code: string): boolean {
  return /^[A-Z0-9]{14}(?:[A-Z0-9]{6})?$/.test(code) || /^[A-Z]?\d{1,4}\/\d{1,5}(?:\/\d{1,4})?$/.test(code)
}
