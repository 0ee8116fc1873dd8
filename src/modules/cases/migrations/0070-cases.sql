-- Cases: the engine's state beside what lists and searches need, written together in one act.
create table case_counter (
  municipality_id integer not null references municipality,
  year integer not null,
  last integer not null,
  primary key (municipality_id, year)
);
select protect('case_counter');

create table cases (
  municipality_id integer not null references municipality,
  case_id uuid not null,
  number text not null,
  procedure text not null,
  version integer not null,
  applicant_id uuid not null,
  applicant_name text not null,
  representative_id uuid,
  title text not null,
  status text not null check (status in ('open', 'closed')),
  outcome text,
  -- Tokens, timers and variables: core/procedure.
  state jsonb not null,
  answers jsonb not null,
  -- What was read from the registers when the case was opened: the frozen ground of its decisions.
  registers jsonb not null default '{}',
  lang text not null,
  channel text not null,
  register_label text,
  opened_at timestamptz not null,
  -- When it had an outcome: what comes after (works, inspection, appeal) is not time that the decision took.
  decided_at timestamptz,
  closed_at timestamptz,
  office_id text not null,
  officer_id uuid,
  -- Whose turn it is.
  waiting_for text not null check (waiting_for in ('office', 'applicant', 'system', 'nobody')),
  due_on date,
  suspended boolean not null default false,
  silence text,
  -- The day by which the list is ordered: the legal end, brought forward where silence grants.
  risk_on date,
  -- Minutes of work that officers recorded on the tasks.
  minutes_worked integer not null default 0,
  search text not null,
  primary key (municipality_id, case_id)
);
select protect('cases');
create unique index cases_by_number on cases (municipality_id, number);
create index cases_by_register_label on cases (municipality_id, register_label);
create index cases_of_applicant on cases (municipality_id, applicant_id, opened_at desc);
create index cases_of_representative on cases (municipality_id, representative_id) where representative_id is not null;
create index cases_open_by_risk on cases (municipality_id, office_id, risk_on, case_id) where status = 'open';
create index cases_recent on cases (municipality_id, opened_at desc, case_id);
create index cases_by_procedure on cases (municipality_id, procedure, opened_at desc, case_id);
create index cases_decided on cases (municipality_id, procedure, decided_at desc) where decided_at is not null;
create index cases_search_open on cases using gin (search gin_trgm_ops) where status = 'open';
create index cases_search_closed on cases using gin (search gin_trgm_ops) where status = 'closed';

-- What somebody must do now: one row for each user task that holds a token.
create table task (
  municipality_id integer not null references municipality,
  task_id uuid not null,
  case_id uuid not null,
  token integer not null,
  element text not null,
  form text,
  office_id text,
  role text,
  citizen boolean not null,
  officer_id uuid,
  opened_at timestamptz not null,
  due_on date,
  -- As in the case, so that the work list reads one index.
  risk_on date,
  closed_at timestamptz,
  closed_by text,
  answers jsonb,
  primary key (municipality_id, task_id),
  foreign key (municipality_id, case_id) references cases deferrable initially immediate
);
select protect('task');
create index task_of_case on task (municipality_id, case_id);
create index task_list on task (municipality_id, office_id, risk_on, task_id) where closed_at is null and not citizen;
create index task_of_officer on task (municipality_id, officer_id, risk_on, task_id) where closed_at is null and officer_id is not null;

create table draft (
  municipality_id integer not null references municipality,
  draft_id uuid not null,
  person_id uuid not null,
  started_by uuid not null,
  procedure text not null,
  version integer not null,
  answers jsonb not null,
  page text not null,
  channel text not null,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  primary key (municipality_id, draft_id)
);
select protect('draft');
create index draft_of_person on draft (municipality_id, person_id, saved_at desc);

create table notification (
  municipality_id integer not null references municipality,
  notification_id uuid not null,
  case_id uuid not null,
  token integer not null,
  element text not null,
  person_id uuid not null,
  document_id uuid not null,
  mode text not null check (mode in ('electronic', 'paper')),
  available_at timestamptz not null,
  -- Last calendar day for access; after it the notification counts as rejected (Ley 39/2015, art. 43.2).
  access_until date,
  ended_at timestamptz,
  ended_how text check (ended_how in ('accessed', 'rejected', 'paper', 'registered-mail')),
  exit_label text,
  primary key (municipality_id, notification_id),
  foreign key (municipality_id, case_id) references cases
);
select protect('notification');
create index notification_of_person on notification (municipality_id, person_id, available_at desc);
create index notification_of_case on notification (municipality_id, case_id);

create table payment (
  municipality_id integer not null references municipality,
  payment_id uuid not null,
  case_id uuid not null,
  token integer not null,
  element text not null,
  person_id uuid not null,
  -- Positive: to be paid by the person. Negative: to be returned to them.
  amount numeric(12, 2) not null,
  concept text not null,
  reference text not null,
  status text not null check (status in ('requested', 'paid', 'cancelled', 'ordered', 'returned')),
  requested_at timestamptz not null,
  paid_at timestamptz,
  provider text,
  provider_reference text,
  primary key (municipality_id, payment_id),
  foreign key (municipality_id, case_id) references cases
);
select protect('payment');
create unique index payment_by_reference on payment (municipality_id, reference);
create index payment_of_person on payment (municipality_id, person_id, requested_at desc);
create index payment_of_case on payment (municipality_id, case_id);

create table message (
  municipality_id integer not null references municipality,
  message_id uuid not null,
  person_id uuid not null,
  case_id uuid,
  subject text not null,
  body text not null,
  lang text not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (municipality_id, message_id)
);
select protect('message');
create index message_of_person on message (municipality_id, person_id, at desc);

create table case_note (
  municipality_id integer not null references municipality,
  note_id uuid not null,
  case_id uuid not null,
  officer_id uuid not null,
  officer_name text not null,
  text text not null,
  at timestamptz not null,
  primary key (municipality_id, note_id),
  foreign key (municipality_id, case_id) references cases
);
select protect('case_note', append_only => true);
create index case_note_of_case on case_note (municipality_id, case_id, at);

create table work_filter (
  municipality_id integer not null references municipality,
  officer_id uuid not null,
  name text not null,
  query text not null,
  primary key (municipality_id, officer_id, name)
);
select protect('work_filter');

-- Calls for applications (school meals): one row a procedure and year; the list is ranked and published twice.
create table call (
  municipality_id integer not null references municipality,
  procedure text not null,
  year integer not null,
  opens_on date not null,
  closes_on date not null,
  ceiling numeric(12, 2) not null,
  stage text not null check (stage in ('open', 'provisional', 'final')),
  provisional_at timestamptz,
  final_at timestamptz,
  primary key (municipality_id, procedure, year)
);
select protect('call');

create table call_place (
  municipality_id integer not null references municipality,
  procedure text not null,
  year integer not null,
  case_id uuid not null,
  stage text not null check (stage in ('provisional', 'final')),
  -- Null for who is left out by the rules.
  position integer,
  points numeric(8, 2) not null,
  amount numeric(12, 2) not null,
  granted boolean not null,
  -- Why it is there: granted, ceiling, excluded, with the tie that was settled.
  reason jsonb not null,
  primary key (municipality_id, procedure, year, stage, case_id),
  foreign key (municipality_id, case_id) references cases
);
select protect('call_place');
