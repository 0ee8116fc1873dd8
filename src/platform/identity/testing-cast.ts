import type { DemoAccount } from './demo-provider/accounts.ts'

/** The cast of the demonstration, as the identity service knows it. */
export const CAST: readonly DemoAccount[] = [
  person('aina', 'vilamar', 'Aina', 'Soler', '99999001S', 'ES', '1991-05-14'),
  person('nuria', 'vilamar', 'Núria', 'Ribas', '99999002Q', 'ES', '1980-02-01'),
  { ...person('lucia', 'castelverde', 'Lucia', 'Bassi', 'BSSLCU84H41Z999X', 'IT', '1984-06-01'), level: 'high' },
  officer('pere', 'vilamar', 'Pere'),
  officer('toni', 'vilamar', 'Toni'),
  officer('ugo', 'castelverde', 'Ugo'),
]

function person(
  id: string,
  municipality: string,
  givenName: string,
  familyName: string,
  fiscalNumber: string,
  country: string,
  birthDate: string,
): DemoAccount {
  const level = 'substantial'
  return { id, kind: 'person', municipality, givenName, familyName, fiscalNumber, country, birthDate, level }
}

function officer(id: string, municipality: string, givenName: string): DemoAccount {
  return { id, kind: 'officer', municipality, givenName, familyName: 'de Vilamar', level: 'substantial' }
}
