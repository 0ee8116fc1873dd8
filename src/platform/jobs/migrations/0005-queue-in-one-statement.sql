-- An act queues all its effects by one statement instead of one call each, and its commit no longer waits for the commits of others.
--
-- The library's add_job runs five statements for each job, planned anew each time, and notifies the workers: PostgreSQL lets one
-- transaction that notifies commit at a time, so that those of all officers stood in line for the disk. Now the workers of the process are
-- woken after the commit, in memory, and those of other processes look every second.
create or replace function queue_effects(effects jsonb) returns integer
language plpgsql security definer set search_path = finestra, pg_temp as $$
declare
  town constant integer := current_municipality();
  keys constant text[] := array(
    select town || ':' || (effect->>'key') from jsonb_array_elements(effects) effect where effect->>'key' is not null);
begin
  insert into graphile_worker._private_tasks (identifier)
  select distinct effect->>'task' from jsonb_array_elements(effects) effect
  where not exists (select from graphile_worker._private_tasks where identifier = effect->>'task')
  on conflict do nothing;

  if cardinality(keys) > 0 then
    -- What is being done already knows nothing of this act, and what has used up its attempts will not be done: neither keeps its key.
    update graphile_worker._private_jobs set key = null, attempts = max_attempts, updated_at = now()
    where key = any(keys) and not is_available;
  end if;

  insert into graphile_worker._private_jobs as job (task_id, payload, run_at, max_attempts, key)
  select task.id, json_build_object('municipalityId', town, 'data', effect->'payload'),
    coalesce((effect->>'run_at')::timestamptz, now()), 12, town || ':' || (effect->>'key')
  from jsonb_array_elements(effects) with ordinality as given(effect, place)
  join graphile_worker._private_tasks task on task.identifier = effect->>'task'
  -- Of effects with one key, the last counts.
  where not exists (
    select from jsonb_array_elements(effects) with ordinality as later(effect, place)
    where later.effect->>'key' = given.effect->>'key' and later.place > given.place)
  order by place
  on conflict (key) do update set task_id = excluded.task_id, payload = excluded.payload, run_at = excluded.run_at,
    max_attempts = excluded.max_attempts, attempts = 0, last_error = null, revision = job.revision + 1, updated_at = now()
  -- An alarm that is set for the same time already is left alone.
  where job.attempts > 0 or job.run_at <> excluded.run_at or job.task_id <> excluded.task_id
    or job.payload::text <> excluded.payload::text;

  return jsonb_array_length(effects);
end $$;
