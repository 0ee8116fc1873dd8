-- Where somebody lives who is not in the population register here: its holidays count for their terms (Ley 39/2015, art. 30.6).
alter table person add column home text check (home ~ '\S' and length(home) <= 120);
