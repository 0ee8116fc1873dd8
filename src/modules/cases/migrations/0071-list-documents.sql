-- The sealed document of each list of a call, so that what was published can be checked by anybody.
alter table call add column provisional_document uuid, add column final_document uuid;
-- The case page shows one's own place.
create index call_place_of_case on call_place (municipality_id, case_id);
