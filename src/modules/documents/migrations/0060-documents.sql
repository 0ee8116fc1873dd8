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
  -- Absent while the document waits to be rendered from its source, when somebody first opens it (a loaded history).
  file_hash text,
  size bigint,
  -- Of issued documents: the template and the data it was made from.
  source jsonb,
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
  primary key (municipality_id, document_id),
  check (file_hash is not null or source is not null)
);
select protect('document');
create index document_of_case on document (municipality_id, case_id, created_at);
create unique index document_by_code on document (municipality_id, code) where code is not null;

-- Files that came with a draft or a task and do not belong to a case yet.
create table upload (
  municipality_id integer not null references municipality,
  upload_id uuid not null,
  -- The draft or the task.
  belongs_to uuid not null,
  field text not null,
  uploaded_by text not null,
  name text not null,
  media_type text not null,
  file_hash text not null,
  size bigint not null,
  at timestamptz not null,
  primary key (municipality_id, upload_id)
);
select protect('upload');
create index upload_belongs_to on upload (municipality_id, belongs_to, at);
