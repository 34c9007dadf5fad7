-- Purpose: the earliest time at which something is due: an opening, a deadline, a hold's expiry, a full campaign (at
-- once), a failed transition's next try. In the past when something waits already; null when nothing will ever come.
-- Locks: none. Five index look-ups, whatever there is.
--
-- Plans: each look-up must walk its partial index in order, so sorts are off as well: a plan made on a few campaigns may
-- collect and sort them by status, which later means all of them. And never compiled: what is switched off raises the
-- estimated cost so far that PostgreSQL spent 280 ms on compiling (JIT) a query of 0.1 ms, every second.
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
    (select c.opens_at from sambatan.campaigns c
      where c.status = 'scheduled' and not sambatan.is_failing(c.id, at_time) order by c.opens_at limit 1),
    (select c.deadline from sambatan.campaigns c
      where c.status in ('active', 'locked') and not sambatan.is_failing(c.id, at_time) order by c.deadline limit 1),
    (select c.locked_at from sambatan.campaigns c
      where c.status = 'locked' and not sambatan.is_failing(c.id, at_time) order by c.locked_at limit 1),
    (select p.hold_expires_at from sambatan.participants p
      where p.status = 'pending_payment' and p.hold_expires_at is not null
        and not sambatan.is_failing(p.campaign_id, at_time)
      order by p.hold_expires_at limit 1),
    (select f.retry_at from sambatan.lifecycle_failures f where f.retry_at > at_time order by f.retry_at limit 1));
end
$$;

comment on function sambatan.next_sambatan_due_at() is
  'The earliest time at which a lifecycle run has something to do; null when nothing waits.';
