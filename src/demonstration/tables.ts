/** The columns that the demonstration fills, by table, in an order in which each row finds those that it refers to. */
export const TABLES = {
  officer: 'municipality_id officer_id subject name email roles offices',
  office: 'municipality_id office_id name head_officer_id',
  person:
    'municipality_id person_id kind identity_number given_name family_name birth_date email phone language must_be_digital notification accessibility created_at',
  address:
    'municipality_id address_id street number floor postal_code village street_section heritage_area street_class lat lon cadastral_ref',
  household: 'municipality_id household_id address_id',
  residence: 'municipality_id residence_id person_id address_id household_id relation since until status sealed',
  held_data: 'municipality_id person_id register data source as_of',
  mandate:
    'municipality_id mandate_id grantor_id representative_id scope since until proof registered_at registered_by',
  case_counter: 'municipality_id year last',
  cases:
    'municipality_id case_id number procedure version applicant_id applicant_name representative_id title status outcome state answers registers lang channel register_label opened_at decided_at closed_at office_id officer_id waiting_for due_on suspended silence risk_on minutes_worked search',
  task: 'municipality_id task_id case_id token element form office_id role citizen officer_id opened_at due_on risk_on closed_at closed_by answers',
  draft: 'municipality_id draft_id person_id started_by procedure version answers page channel started_at saved_at',
  document:
    'municipality_id document_id case_id origin kind title lang media_type file_hash size source code sealed signed_by register_label shown created_at created_by',
  notification:
    'municipality_id notification_id case_id token element person_id document_id mode available_at access_until ended_at ended_how exit_label',
  payment:
    'municipality_id payment_id case_id token element person_id amount concept reference status requested_at paid_at provider provider_reference',
  message: 'municipality_id message_id person_id case_id subject body lang at read_at',
  call: 'municipality_id procedure year opens_on closes_on ceiling stage provisional_at final_at provisional_document final_document',
  call_place: 'municipality_id procedure year case_id stage position points amount granted reason',
  register_counter: 'municipality_id series year last',
  register_entry:
    'municipality_id series year number label register at effective_at sender addressee office_id subject case_id person_id channel content_hash registered_by',
  event: 'municipality_id at act_id actor channel kind objects data',
} as const

export type Table = keyof typeof TABLES

export const tableNames = Object.keys(TABLES) as Table[]

const split = new Map(tableNames.map((table) => [table, TABLES[table].split(' ') as readonly string[]]))

export function columnsOf(table: Table): readonly string[] {
  return split.get(table) ?? []
}
