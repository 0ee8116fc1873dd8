-- Which process each worker of the queue belongs to: when a process is killed, what its workers held is given back at once, not after hours.
create table worker_process (
  worker_id text primary key,
  -- The process holds an advisory lock under this name for as long as it lives.
  process text not null
);

-- Gives back the jobs of workers whose process no longer holds its lock; the number of processes that had died.
create function release_dead_workers() returns integer language plpgsql set search_path = finestra, pg_temp as $$
declare
  dead record;
  counted integer := 0;
begin
  for dead in select process, array_agg(worker_id) as workers from worker_process group by process
  loop
    if pg_try_advisory_xact_lock(20393, hashtext(dead.process)) then
      perform graphile_worker.force_unlock_workers(dead.workers);
      delete from worker_process where process = dead.process;
      counted := counted + 1;
    end if;
  end loop;
  return counted;
end $$;
revoke all on function release_dead_workers() from public;
