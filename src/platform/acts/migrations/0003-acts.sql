-- What makes an act happen once: its key with its answer; and the door through which it queues its effects.
create table request_key (
  municipality_id integer not null references municipality,
  -- The actor's name and their own key.
  key text not null,
  act text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (municipality_id, key)
);
select protect('request_key', append_only => true);

-- Puts jobs in the queue in the caller's transaction. The application may add jobs only through this function.
create function queue_effects(effects jsonb) returns integer
language plpgsql security definer set search_path = finestra, pg_temp as $$
declare
  effect record;
  counted integer := 0;
begin
  for effect in select * from jsonb_to_recordset(effects) as e(task text, payload json, key text, run_at timestamptz, queue text)
  loop
    perform graphile_worker.add_job(
      effect.task,
      json_build_object('municipalityId', current_municipality(), 'data', effect.payload),
      queue_name => effect.queue,
      run_at => effect.run_at,
      max_attempts => 12,
      job_key => case when effect.key is null then null else current_municipality() || ':' || effect.key end
    );
    counted := counted + 1;
  end loop;
  return counted;
end $$;
revoke all on function queue_effects(jsonb) from public;
grant execute on function queue_effects(jsonb) to finestra_app;
