-- The ground: who shares this installation, and the function that puts every table under row-level security.
create schema if not exists finestra;
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gin with schema public;

grant usage on schema finestra to finestra_app;
grant usage on schema public to finestra_app;

create table municipality (
  municipality_id integer primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]*$'),
  name text not null,
  law text not null,
  place text not null,
  zone text not null,
  languages text[] not null check (cardinality(languages) > 0),
  default_language text not null,
  settings jsonb not null default '{}'
);
grant select on municipality to finestra_app;

-- Who is asking: set at the start of each transaction, empty means nobody and therefore nothing is seen.
create function current_municipality() returns integer language sql stable parallel safe as
$$ select nullif(current_setting('finestra.municipality', true), '')::integer $$;

-- Every table with a municipality calls this once: the application sees and writes only the rows of its municipality.
create function protect(table_name text, append_only boolean default false) returns void language plpgsql as $$
begin
  execute format('alter table finestra.%I enable row level security', table_name);
  execute format('alter table finestra.%I force row level security', table_name);
  execute format(
    'create policy municipality on finestra.%I using (municipality_id = finestra.current_municipality())
     with check (municipality_id = finestra.current_municipality())', table_name);
  execute format('grant select, insert on finestra.%I to finestra_app', table_name);
  if not append_only then
    execute format('grant update, delete on finestra.%I to finestra_app', table_name);
  end if;
end $$;

-- Text without accents and case, for search: immutable, so that it can be indexed.
create function plain(words text) returns text language sql immutable parallel safe strict as
$$ select lower(public.unaccent('public.unaccent'::regdictionary, words)) $$;
