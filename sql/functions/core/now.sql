-- Purpose: the one clock of the database. Every function reads time from here and nowhere else, after it has its locks:
-- a join that waited for the row past the deadline must see the time at which it is decided, not the time it was sent.
-- Whole milliseconds, because that is what JSON, JavaScript and the page cursors carry.
-- A test sets `sambatan.now` for its transaction; production never does.
create or replace function sambatan.now() returns timestamptz
language sql volatile parallel restricted
as $$
  select date_trunc('milliseconds',
    coalesce(nullif(current_setting('sambatan.now', true), '')::timestamptz, clock_timestamp()))
$$;

comment on function sambatan.now() is
  'The clock of the engine, in whole milliseconds; the setting sambatan.now overrides it for one transaction.';
