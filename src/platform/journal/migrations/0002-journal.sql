-- The journal: the only history that Finestra keeps. Rows are added, never changed; batches are sealed in a chain.
create table event (
  municipality_id integer not null references municipality,
  seq bigint generated always as identity,
  at timestamptz not null,
  act_id uuid not null,
  actor text not null,
  channel text not null,
  kind text not null,
  -- The things touched, as 'type:id': 'case:…', 'person:…', 'document:…', 'task:…', 'office:…'.
  objects text[] not null,
  data jsonb not null default '{}',
  primary key (municipality_id, seq)
);
select protect('event', append_only => true);
create index event_by_object on event using gin (objects) with (fastupdate = on);
create index event_by_kind on event (municipality_id, kind, at);

create table journal_seal (
  municipality_id integer not null references municipality,
  number integer not null,
  first_seq bigint not null,
  last_seq bigint not null,
  events integer not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (municipality_id, number)
);
select protect('journal_seal', append_only => true);

-- The last event that no unfinished transaction can still precede: writers in flight are waited for, a few milliseconds.
create function journal_horizon() returns bigint language plpgsql security definer set search_path = finestra, pg_temp as $$
begin
  set local lock_timeout = '5s';
  lock table event in share mode;
  return coalesce((select max(seq) from event where municipality_id = current_municipality()), 0);
end $$;
revoke all on function journal_horizon() from public;
grant execute on function journal_horizon() to finestra_app;
