-- The procedures that a municipality has installed: each version is kept whole, because running cases stay on theirs.
create table procedure_version (
  municipality_id integer not null references municipality,
  procedure text not null,
  version integer not null,
  -- The files of the package, by path.
  files jsonb not null,
  hash text not null,
  status text not null check (status in ('published', 'withdrawn')),
  installed_at timestamptz not null,
  installed_by text not null,
  primary key (municipality_id, procedure, version)
);
select protect('procedure_version');
create unique index procedure_published on procedure_version (municipality_id, procedure) where status = 'published';

-- What a citizen's search looks through: the words of each published procedure in each language.
create table service_words (
  municipality_id integer not null,
  procedure text not null,
  lang text not null,
  title text not null,
  summary text not null,
  -- Title, summary, keywords and other names, without accents and capitals.
  words text not null,
  primary key (municipality_id, procedure, lang),
  foreign key (municipality_id) references municipality
);
select protect('service_words');
create index service_words_similar on service_words using gin (words gin_trgm_ops);
