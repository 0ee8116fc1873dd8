-- What an officer has written in the form of a task and not sent yet: theirs alone, and no part of the file (Ley 39/2015, art. 70.4).
create table task_draft (
  municipality_id integer not null references municipality,
  task_id uuid not null,
  officer_id uuid not null,
  answers jsonb not null,
  -- Of work, as written.
  minutes text not null,
  saved_at timestamptz not null,
  primary key (municipality_id, task_id, officer_id),
  foreign key (municipality_id, task_id) references task
);
select protect('task_draft');
