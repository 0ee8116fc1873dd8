-- A street and a number found together: apart, each leaves thousands of cases of a large town to be looked through. Writes every case anew, once.

-- Each number of a place beside the first three letters of each longer word: 'Carrer del Forn 12' gives 12car, 12del, 12for. Null without a number.
-- The words are plain already, and may be those of the whole case, so that a number is found beside the name of a person too.
create function house_keys(place text, words text) returns text[] language sql immutable parallel safe strict as $$
  select case when place ~ '[0-9]' then (
    select array_agg(distinct coalesce(nullif(ltrim(number[1], '0'), ''), '0') || left(word[1], 3))
    from regexp_matches(place, '[0-9]+', 'g') number, regexp_matches(words, '[[:alpha:]]{3,}', 'g') word) end
$$;

-- A column, and not an expression of the index: row-level security lets no function of ours look into rows before it has.
alter table cases add column house_keys text[] generated always as (house_keys(title, search)) stored;
create index cases_house_open on cases using gin (house_keys) where status = 'open';
create index cases_house_closed on cases using gin (house_keys) where status = 'closed';
