-- Documents: those that people hand in and those that the municipality issues, by the hash of their content.
create table document (
  municipality_id integer not null references municipality,
  document_id uuid not null,
  case_id uuid,
  origin text not null check (origin in ('issued', 'received')),
  -- For issued documents the template's name, for received ones the form field's.
  kind text not null,
  title text not null,
  lang text not null,
  media_type text not null,
  file_hash text not null,
  size bigint not null,
  -- What stands under the QR code; only issued documents have one.
  code text,
  sealed boolean not null default false,
  signed_by text,
  -- The register label of its entry or exit.
  register_label text,
  -- Whether the applicant may see it yet: a decision only once it is notified.
  shown boolean not null default true,
  created_at timestamptz not null,
  created_by text not null,
  primary key (municipality_id, document_id)
);
select protect('document');
create index document_of_case on document (municipality_id, case_id, created_at);
create unique index document_by_code on document (municipality_id, code) where code is not null;

-- Files that came with a draft and have no case yet.
create table upload (
  municipality_id integer not null references municipality,
  upload_id uuid not null,
  person_id uuid not null,
  name text not null,
  media_type text not null,
  file_hash text not null,
  size bigint not null,
  at timestamptz not null,
  primary key (municipality_id, upload_id)
);
select protect('upload');
create index upload_of_person on upload (municipality_id, person_id, at);
