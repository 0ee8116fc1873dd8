import type { TestDatabase } from '../../platform/database/testing.ts'

/** Some of the cast, in Vilamar, for tests. */
export const PEOPLE = {
  aina: '00000000-0000-4000-8000-000000000001',
  joan: '00000000-0000-4000-8000-000000000002',
  fatou: '00000000-0000-4000-8000-000000000003',
  forn: '00000000-0000-4000-8000-000000000004',
  nuria: '00000000-0000-4000-8000-000000000005',
  /** Aina's son, 14 on 2 March 2026. */
  pau: '00000000-0000-4000-8000-000000000006',
  /** Aina's daughter, 9 on that day. */
  bruna: '00000000-0000-4000-8000-000000000007',
} as const

export const ADDRESSES = {
  forn12: '00000000-0000-4000-8000-000000000101',
  /** In the heritage area, on a first class street. */
  church: '00000000-0000-4000-8000-000000000102',
  forn2: '00000000-0000-4000-8000-000000000103',
} as const

/** Puts the cast, their homes and one office into municipality 1. */
export async function populate(test: Pick<TestDatabase, 'owner'>): Promise<void> {
  const { aina, joan, fatou, forn, nuria, pau, bruna } = PEOPLE
  const { forn12, church, forn2 } = ADDRESSES
  await test.owner(`
    set search_path = finestra, public;
    insert into officer (municipality_id, officer_id, subject, name, email, roles, offices) values
      (1, '00000000-0000-4000-8000-000000000201', 'mireia', 'Mireia', 'mireia@vilamar.example', '{lawyer}', '{town-planning}');
    insert into office (municipality_id, office_id, name) values (1, 'town-planning', '{"ca": "Urbanisme", "es": "Urbanismo", "en": "Town planning", "it": "Urbanistica"}');
    insert into person (municipality_id, person_id, kind, identity_number, given_name, family_name, birth_date, phone, language, must_be_digital, notification, created_at) values
      (1, '${aina}', 'natural', '00000001R', 'Aina', 'Soler', '1992-01-15', '+34 600 000 001', 'ca', false, 'electronic', now()),
      (1, '${joan}', 'natural', '00000002W', 'Joan', 'Puig', '1946-06-24', null, 'ca', false, 'paper', now()),
      (1, '${fatou}', 'natural', '00000003A', 'Fatou', 'Diallo', '1996-09-09', null, 'ca', false, 'electronic', now()),
      (1, '${forn}', 'legal', 'B00000004', '', 'Forn Ribas SL', null, null, 'ca', true, 'electronic', now()),
      (1, '${nuria}', 'natural', '00000005M', 'Núria', 'Ribas', '1980-02-02', null, 'ca', false, 'electronic', now()),
      (1, '${pau}', 'natural', '00000006Y', 'Pau', 'Soler', '2012-03-02', null, 'ca', false, 'electronic', now()),
      (1, '${bruna}', 'natural', '00000007F', 'Bruna', 'Soler', '2016-03-03', null, 'ca', false, 'electronic', now());
    insert into address (municipality_id, address_id, street, number, postal_code, street_section, heritage_area, street_class, cadastral_ref) values
      (1, '${forn12}', 'Carrer del Forn', '12', '08000', '7', false, 'second', '0000001DF0000S0001AA'),
      (1, '${church}', 'Plaça de l’Església', '1', '08000', '1', true, 'first', '0000002DF0000S0001AB'),
      (1, '${forn2}', 'Carrer del Forn', '2', '08000', '7', false, 'second', null);
    insert into household (municipality_id, household_id, address_id) values
      (1, '00000000-0000-4000-8000-000000000301', '${forn12}'),
      (1, '00000000-0000-4000-8000-000000000302', '${church}'),
      (1, '00000000-0000-4000-8000-000000000303', '${forn2}');
    insert into residence (municipality_id, residence_id, person_id, address_id, household_id, relation, since, until, status) values
      (1, gen_random_uuid(), '${aina}', '${forn2}', '00000000-0000-4000-8000-000000000303', 'first', '2012-01-01', '2020-04-30', 'registered'),
      (1, gen_random_uuid(), '${aina}', '${forn12}', '00000000-0000-4000-8000-000000000301', 'first', '2020-05-01', null, 'registered'),
      (1, gen_random_uuid(), '${pau}', '${forn12}', '00000000-0000-4000-8000-000000000301', 'child', '2020-05-01', null, 'registered'),
      (1, gen_random_uuid(), '${bruna}', '${forn12}', '00000000-0000-4000-8000-000000000301', 'child', '2020-05-01', null, 'registered'),
      (1, gen_random_uuid(), '${joan}', '${church}', '00000000-0000-4000-8000-000000000302', 'first', '1970-01-01', null, 'registered');
    insert into held_data (municipality_id, person_id, register, data, source, as_of) values
      (1, '${aina}', 'income', '{"amount": 18000.5, "year": 2025}', 'AEAT', '2026-01-01'),
      (1, '${pau}', 'school', '{"school": "Institut de Vilamar"}', 'Departament d’Educació', '2025-09-12'),
      (1, '${bruna}', 'school', '{"school": "Escola del Port"}', 'Departament d’Educació', '2025-09-12'),
      (1, '${bruna}', 'disability', '{"percent": 33}', 'Departament de Drets Socials', '2024-05-01'),
      (1, '${pau}', 'large-family', '{"category": "general", "validUntil": "2027-01-01"}', 'Departament de Drets Socials', '2024-05-01');
  `)
}
