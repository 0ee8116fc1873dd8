/** Identity numbers with valid check letters, of nobody: from ranges that are not issued, or of birthplaces that do not exist. */

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** A Spanish DNI from the range below one million, which holds no living ordinary citizen's number here. */
export function dni(number: number): string {
  return `${String(number).padStart(8, '0')}${DNI_LETTERS[number % 23]}`
}

/** An Italian tax code whose birthplace, Z999, does not exist. `serial` takes the place of the name's letters. */
export function codiceFiscale(serial: number, birthDate: string, isWoman: boolean): string {
  const letters = toLetters(serial)
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  const body = `${letters}${String(year % 100).padStart(2, '0')}${'ABCDEHLMPRST'[month - 1]}${String(day + (isWoman ? 40 : 0)).padStart(2, '0')}Z999`
  return body + checkLetter(body)
}

function toLetters(serial: number): string {
  let left = serial
  let letters = ''
  for (let index = 0; index < 6; index += 1) {
    letters = CONSONANTS[left % CONSONANTS.length] + letters
    left = Math.floor(left / CONSONANTS.length)
  }
  return letters
}

const CONSONANTS = 'BCDFGLMNPRSTVZ'

/** Decree of 12 March 1974: letters and digits weigh differently in odd and even places. */
function checkLetter(body: string): string {
  const sum = [...body].reduce(
    (total, letter, index) => total + (index % 2 === 0 ? oddWeight(letter) : evenWeight(letter)),
    0,
  )
  return String.fromCharCode(65 + (sum % 26))
}

function evenWeight(letter: string): number {
  return /\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 65
}

const ODD_WEIGHTS = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

function oddWeight(letter: string): number {
  return ODD_WEIGHTS[evenWeight(letter)]!
}
