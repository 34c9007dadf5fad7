-- Purpose: takes deliveries of one channel that are due, for p_seconds: whoever dies with them loses them then. Of one person and
-- campaign only the first that is due or being tried, so that nobody hears of the end before the beginning.
-- Plans: as claim_webhook_deliveries.
-- Locks: the deliveries it takes, never waiting.
-- Returns: the deliveries, each with one attempt more.
create or replace function sambatan.claim_deliveries(p_channel text, p_limit integer, p_seconds integer)
returns setof sambatan.notification_deliveries
language plpgsql
set enable_seqscan = off
set enable_sort = off
set jit = off
as $$
declare
  at_time timestamptz := sambatan.now();
begin
  return query
  update sambatan.notification_deliveries d set
    attempts = d.attempts + 1,
    claimed_until = at_time + p_seconds * interval '1 second',
    -- Found again only when the claim has ended.
    next_attempt_at = at_time + p_seconds * interval '1 second'
  where d.id = any (array(
    select due.id from sambatan.notification_deliveries due
    where due.channel = p_channel and due.state = 'pending' and due.next_attempt_at <= at_time
      and coalesce(due.event_id <= (
        select earlier.event_id from sambatan.notification_deliveries earlier
        where earlier.person_id = due.person_id and earlier.channel = due.channel
          and earlier.campaign_id = due.campaign_id and earlier.state = 'pending'
          and (earlier.attempts > 0 or earlier.next_attempt_at <= at_time)
        order by earlier.event_id limit 1), true)
    order by due.next_attempt_at, due.event_id limit p_limit
    for update skip locked))
  returning d.*;
end
$$;

comment on function sambatan.claim_deliveries(text, integer, integer) is
  'Takes deliveries of one channel that are due, for some seconds, each with one attempt more.';
