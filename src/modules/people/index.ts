/** People: who lives here and with whom, who works here, who acts for whom, and what is held on them and never asked again. */
export { grantMandate, registerMandate, revokeMandate, revokeMandateOf } from './acts/mandates.ts'
export { recognisePerson, registerPerson } from './acts/register-person.ts'
export { updateContactOf, updateOwnContact } from './acts/update-contact.ts'
export { ageOn } from './household-income.ts'
export { covers, inForce, type Mandate } from './mandate.ts'
export { isAbsent, type Office, type Officer } from './officer.ts'
export {
  type Address,
  type HeldData,
  type Household,
  identityNumberOf,
  type Member,
  type Person,
  type Residence,
} from './person.ts'
export { type Place, type RegisterQuestion, readRegister } from './read-register.ts'
export type { RegisterAnswer } from './register-answer.ts'
export {
  addressesCalled,
  findAddress,
  findOfficer,
  findOfficerBySubject,
  findPerson,
  findPersonByIdentityNumber,
  findPersonBySubject,
  heldData,
  heldDataAround,
  heldDataOf,
  householdOf,
  mandatesGrantedBy,
  mandatesOf,
  officers,
  offices,
  residenceOf,
  residencesOf,
  searchAddresses,
  searchPeople,
} from './store.ts'
