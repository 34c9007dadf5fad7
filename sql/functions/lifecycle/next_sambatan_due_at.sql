-- Purpose: the earliest time at which something is due, or a failed transition is tried again. In the past when something
-- waits already; null when nothing will ever come.
-- Locks: none. Two index look-ups, whatever there is.
--
-- Plans: see due_campaigns. And never compiled: what is switched off raises the estimated cost so far that PostgreSQL spent
-- 280 ms on compiling (JIT) a query of 0.1 ms, every second.
create or replace function sambatan.next_sambatan_due_at() returns timestamptz
language plpgsql
set enable_seqscan = off
set enable_sort = off
set enable_bitmapscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  at_time timestamptz := sambatan.now();
begin
  return least(
    (select d.due_at from sambatan.campaign_due d
      where not sambatan.is_failing(d.campaign_id, at_time) order by d.due_at limit 1),
    (select f.retry_at from sambatan.lifecycle_failures f where f.retry_at > at_time order by f.retry_at limit 1));
end
$$;

comment on function sambatan.next_sambatan_due_at() is
  'The earliest time at which a lifecycle run has something to do; null when nothing waits.';
