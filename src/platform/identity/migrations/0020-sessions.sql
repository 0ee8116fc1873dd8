-- Who is signed in, kept on the server: the browser holds a random token, this table only its hash, so that a stolen copy opens nothing.
create table session (
  municipality_id integer not null references municipality,
  -- SHA-256 of the token in the cookie.
  token_hash bytea not null check (octet_length(token_hash) = 32),
  kind text not null check (kind in ('person', 'officer')),
  person_id text,
  officer_id text,
  -- The person whom a representative acts for in this session (Ley 39/2015, art. 5).
  acts_for text,
  -- The eIDAS level with which identity was proved.
  level text not null check (level in ('low', 'substantial', 'high')),
  -- How: an identity service, or a passkey.
  method text not null check (method in ('oidc', 'passkey')),
  user_agent text not null default '',
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- The absolute end; the idle limit is counted from last_seen_at.
  expires_at timestamptz not null,
  primary key (municipality_id, token_hash),
  check ((kind = 'person') = (person_id is not null)),
  check ((kind = 'officer') = (officer_id is not null)),
  check (acts_for is null or kind = 'person')
);
select protect('session');
create index session_by_end on session (municipality_id, expires_at);
create index session_by_person on session (municipality_id, person_id) where person_id is not null;
create index session_by_officer on session (municipality_id, officer_id) where officer_id is not null;

-- What may be used once: the state of a sign-in, the challenge of a passkey. Kept until it would be too old anyway.
create table spent_challenge (
  municipality_id integer not null references municipality,
  challenge_hash bytea not null,
  expires_at timestamptz not null,
  primary key (municipality_id, challenge_hash)
);
select protect('spent_challenge');
create index spent_challenge_by_end on spent_challenge (municipality_id, expires_at);
