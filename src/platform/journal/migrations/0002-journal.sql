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
-- New entries wait in a list that each reading goes through: short, or every history costs 15 ms more.
create index event_by_object on event using gin (objects) with (fastupdate = on, gin_pending_list_limit = 256);
create index event_by_kind on event (municipality_id, kind, at);

create table journal_seal (
  municipality_id integer not null references municipality,
  number integer not null,
  -- The seal covers every event with first_seq <= seq <= last_seq; the ranges follow each other without holes.
  first_seq bigint not null,
  last_seq bigint not null,
  events integer not null,
  previous_hash text not null,
  -- For each event 40 bytes, in order: its seq and the SHA-256 of its text. They name the event that does not agree.
  leaves bytea not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (municipality_id, number)
);
select protect('journal_seal', append_only => true);

-- The text of an event that is hashed: a JSON array of its fields, the instant in microseconds, free of any setting of the session.
create function event_text(e event) returns text language sql stable parallel safe as
$$ select jsonb_build_array(e.municipality_id, e.seq, (extract(epoch from e.at) * 1000000)::bigint, e.act_id, e.actor,
  e.channel, e.kind, to_jsonb(e.objects), e.data)::text $$;

-- What a seal holds for one event.
create function event_leaf(e event) returns bytea language sql stable parallel safe as
$$ select int8send(e.seq) || sha256(convert_to(event_text(e), 'UTF8')) $$;

-- The hash of a seal: over everything that it says, the hash before it included.
create function seal_hash(s journal_seal) returns text language sql stable parallel safe as
$$ select encode(sha256(convert_to(jsonb_build_array(s.municipality_id, s.number, s.first_seq, s.last_seq, s.events,
  s.previous_hash, (extract(epoch from s.sealed_at) * 1000000)::bigint)::text, 'UTF8') || s.leaves), 'hex') $$;

-- The last event that no unfinished transaction can still precede. A transaction that has taken a seq holds its lock on
-- the table until it ends: those that hold it now are waited for; those that come later take a higher seq and are not.
-- Nobody is made to wait for the sealing.
create function journal_horizon() returns bigint language plpgsql volatile set search_path = finestra, pg_temp as $$
declare
  horizon bigint;
  writers text[];
  deadline timestamptz := clock_timestamp() + interval '10 seconds';
begin
  select coalesce(max(seq), 0) into horizon from event where municipality_id = current_municipality();
  writers := journal_writers();
  while writers && journal_writers() loop
    if clock_timestamp() > deadline then
      raise exception 'a transaction has been writing to the journal for more than 10 seconds: seal it later';
    end if;
    perform pg_sleep(0.002);
  end loop;
  return horizon;
end $$;
grant execute on function journal_horizon() to finestra_app;

-- The transactions of others that are writing to the journal now.
create function journal_writers() returns text[] language sql volatile set search_path = finestra, pg_temp as $$
  select coalesce(array_agg(distinct coalesce(virtualtransaction, '')), '{}')
  from pg_locks
  where relation = 'event'::regclass and mode = 'RowExclusiveLock' and granted
    and database = (select oid from pg_database where datname = current_database())
    and pid is distinct from pg_backend_pid()
$$;
grant execute on function journal_writers() to finestra_app;

-- Under row-level security PostgreSQL uses an index only with operators marked leakproof. Array containment tells nothing
-- of what it reads; only a superuser may say so, and without it the history of an object is found by reading the journal.
do $$ begin
  alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
exception when insufficient_privilege then null;
end $$;
