-- What the journal has taken in since the index was last brought up to date is looked through at each look at a case's history: up to 256 kB,
-- half a millisecond. 64 kB are brought in as cheaply.
alter index event_by_object set (gin_pending_list_limit = 64);
