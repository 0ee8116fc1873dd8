-- The register of entries and exits: numbers without gaps, nothing erased (Ley 39/2015, art. 16; DPR 445/2000, art. 53-57).
create table register_counter (
  municipality_id integer not null references municipality,
  -- The run of numbers: where entries and exits share one ('protocol'), or each has its own ('entry', 'exit').
  series text not null,
  year integer not null,
  last integer not null,
  primary key (municipality_id, series, year)
);
select protect('register_counter');

create table register_entry (
  municipality_id integer not null references municipality,
  series text not null,
  year integer not null,
  number integer not null check (number > 0),
  -- The number as it is written for people.
  label text not null,
  register text not null check (register in ('entry', 'exit')),
  at timestamptz not null,
  -- When it counts as made: an entry on a non-working day, at the first hour of the next working day (Ley 39/2015, art. 31.2.b).
  effective_at timestamptz not null,
  sender text not null,
  addressee text not null,
  office_id text,
  subject text not null,
  case_id uuid,
  person_id uuid,
  channel text not null,
  -- SHA-256 of what came in or went out, hexadecimal.
  content_hash text not null,
  registered_by text not null,
  -- Written by hand while the system was down, and taken over: {"number", "at", "cause"} (DPR 445/2000, art. 63).
  emergency jsonb,
  annulled_at timestamptz,
  annulled_by text,
  annul_reason text,
  -- A column and not an expression in the index: under row-level security only a plain column is compared by index.
  search text not null generated always as (plain(subject || ' ' || sender || ' ' || addressee)) stored,
  primary key (municipality_id, series, year, number),
  check ((annulled_at is null) = (annul_reason is null) and (annulled_at is null) = (annulled_by is null))
);
select protect('register_entry');
-- Nothing is erased: an entry may only be annulled.
revoke update, delete on register_entry from finestra_app;
grant update (annulled_at, annulled_by, annul_reason) on register_entry to finestra_app;
revoke delete on register_counter from finestra_app;
create unique index register_entry_by_label on register_entry (municipality_id, label);
create index register_entry_recent on register_entry (municipality_id, at desc, label desc);
create index register_entry_of_case on register_entry (municipality_id, case_id, at) where case_id is not null;
create index register_entry_of_person on register_entry (municipality_id, person_id, at desc) where person_id is not null;
create index register_entry_of_office on register_entry (municipality_id, office_id, at desc) where office_id is not null;
create index register_entry_search on register_entry using gin (municipality_id, search gin_trgm_ops);
create index register_entry_annulled on register_entry (municipality_id, annulled_at) where annulled_at is not null;
-- A number of the emergency register is taken over once.
create unique index register_entry_of_emergency on register_entry (municipality_id, (emergency->>'number'))
  where emergency is not null;

-- One day of the register, closed (DPR 445/2000, art. 53.2), with the head of the sealed journal printed in it.
create table daily_register (
  municipality_id integer not null references municipality,
  day date not null,
  entries integer not null,
  annulments integer not null,
  seal_number integer not null,
  chain_head text not null,
  -- SHA-256 of the day's list: recomputed, it shows whether an entry of the day was changed since.
  document_hash text not null,
  closed_at timestamptz not null,
  closed_by text not null,
  primary key (municipality_id, day)
);
select protect('daily_register', append_only => true);
