-- People: who works here, who lives here, where, with whom, what other registers hold on them, and who may act for whom.

-- Fuzzy search under row-level security: see 0002 on leakproof operators. These compare text and tell nothing of it.
do $$ begin
  alter function public.word_similarity_op(text, text) leakproof;
  alter function public.word_similarity_commutator_op(text, text) leakproof;
  alter function public.similarity_op(text, text) leakproof;
  alter function pg_catalog.textlike(text, text) leakproof;
exception when insufficient_privilege then null;
end $$;

create table officer (
  municipality_id integer not null references municipality,
  officer_id uuid not null,
  -- What the identity service calls them.
  subject text,
  name text not null,
  email text not null,
  roles text[] not null,
  offices text[] not null,
  active boolean not null default true,
  -- Who takes over while they are away.
  substitute_id uuid,
  -- [{"from": "2026-08-01", "until": "2026-08-22"}], both days included.
  absences jsonb not null default '[]',
  primary key (municipality_id, officer_id),
  foreign key (municipality_id, substitute_id) references officer deferrable
);
select protect('officer');
create unique index officer_by_subject on officer (municipality_id, subject) where subject is not null;
create index officer_by_office on officer using gin (municipality_id, offices);

create table office (
  municipality_id integer not null references municipality,
  office_id text not null check (office_id ~ '^[a-z][a-z0-9-]*$'),
  -- By language: {"ca": "Urbanisme", …}.
  name jsonb not null,
  parent_id text,
  head_officer_id uuid,
  primary key (municipality_id, office_id),
  foreign key (municipality_id, parent_id) references office deferrable,
  foreign key (municipality_id, head_officer_id) references officer deferrable
);
select protect('office');

create table person (
  municipality_id integer not null references municipality,
  person_id uuid not null,
  kind text not null check (kind in ('natural', 'legal')),
  -- DNI, NIE, NIF, codice fiscale, partita IVA, passport: capitals and digits only.
  identity_number text check (identity_number ~ '^[A-Z0-9]+$'),
  -- Empty for legal persons, whose whole name is in family_name.
  given_name text not null default '',
  family_name text not null,
  name text not null generated always as (trim(given_name || ' ' || family_name)) stored,
  birth_date date,
  email text,
  phone text,
  language text not null,
  -- What the identity service calls them.
  subject text,
  -- Obliged to deal electronically (Ley 39/2015, art. 14.2): every legal person, and some professionals.
  must_be_digital boolean not null default false,
  notification text not null check (notification in ('electronic', 'paper')),
  -- What they need of us: {"screen-reader": true, "interpreter": "fr"}.
  accessibility jsonb not null default '{}',
  search text not null generated always as (plain(given_name || ' ' || family_name)) stored,
  created_at timestamptz not null,
  primary key (municipality_id, person_id),
  check (kind = 'natural' or must_be_digital),
  check (not must_be_digital or notification = 'electronic')
);
select protect('person');
create unique index person_by_identity_number on person (municipality_id, identity_number) where identity_number is not null;
create unique index person_by_subject on person (municipality_id, subject) where subject is not null;
create index person_search on person using gin (municipality_id, search gin_trgm_ops);

create table address (
  municipality_id integer not null references municipality,
  address_id uuid not null,
  street text not null,
  number text not null,
  floor text,
  postal_code text not null,
  village text,
  street_section text not null,
  heritage_area boolean not null default false,
  street_class text not null check (street_class in ('first', 'second')),
  lat double precision,
  lon double precision,
  cadastral_ref text,
  search text not null generated always as (plain(street || ' ' || number || ' ' || coalesce(village, ''))) stored,
  primary key (municipality_id, address_id)
);
select protect('address');
create index address_search on address using gin (municipality_id, search gin_trgm_ops);
create index address_by_cadastral_ref on address (municipality_id, cadastral_ref) where cadastral_ref is not null;

create table household (
  municipality_id integer not null references municipality,
  household_id uuid not null,
  address_id uuid not null,
  primary key (municipality_id, household_id),
  foreign key (municipality_id, address_id) references address
);
select protect('household');
create index household_by_address on household (municipality_id, address_id);

-- The population register: who lived where, with whom, from when until when.
create table residence (
  municipality_id integer not null references municipality,
  residence_id uuid not null,
  person_id uuid not null,
  address_id uuid not null,
  household_id uuid not null,
  -- To the first person of the household: 'first', 'partner', 'child', 'parent', 'other'.
  relation text not null,
  since date not null,
  -- The last day; absent while they live there.
  until date check (until >= since),
  status text not null check (status in ('registered', 'pending-change', 'deceased')),
  -- The address is told to nobody (violence, police).
  sealed boolean not null default false,
  primary key (municipality_id, residence_id),
  foreign key (municipality_id, person_id) references person,
  foreign key (municipality_id, address_id) references address,
  foreign key (municipality_id, household_id) references household
);
select protect('residence');
create index residence_of_person on residence (municipality_id, person_id, since);
create index residence_of_household on residence (municipality_id, household_id);
create index residence_at_address on residence (municipality_id, address_id);
-- A person lives in one place at a time.
create unique index residence_current on residence (municipality_id, person_id) where until is null;

-- What other administrations' registers hold on a person, read instead of asked (Ley 39/2015, art. 28; DPR 445/2000, art. 43).
create table held_data (
  municipality_id integer not null references municipality,
  person_id uuid not null,
  -- 'income', 'isee', 'school', 'disability', 'benefits', 'large-family'…
  register text not null,
  data jsonb not null,
  -- The body that holds it, and the day it was true.
  source text not null,
  as_of date not null,
  primary key (municipality_id, person_id, register),
  foreign key (municipality_id, person_id) references person
);
select protect('held_data');

-- The register of mandates (Ley 39/2015, art. 5 and 6).
create table mandate (
  municipality_id integer not null references municipality,
  mandate_id uuid not null,
  grantor_id uuid not null,
  representative_id uuid not null,
  -- For everything, for what concerns one body, or for one procedure.
  scope text not null check (scope in ('general', 'body', 'procedure')),
  body text,
  procedure text,
  since date not null,
  until date not null,
  -- How it was proved: 'online' (signed in), 'counter' (apud acta before an officer), 'document' with its reference.
  proof text not null,
  registered_at timestamptz not null,
  registered_by text not null,
  revoked_at timestamptz,
  primary key (municipality_id, mandate_id),
  foreign key (municipality_id, grantor_id) references person,
  foreign key (municipality_id, representative_id) references person,
  check (grantor_id <> representative_id),
  check ((scope = 'body') = (body is not null)),
  check ((scope = 'procedure') = (procedure is not null)),
  -- Art. 6.6: five years at most.
  check (until >= since and until <= since + interval '5 years')
);
select protect('mandate');
create index mandate_of_representative on mandate (municipality_id, representative_id, until);
create index mandate_of_grantor on mandate (municipality_id, grantor_id, until);
