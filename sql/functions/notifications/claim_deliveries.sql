-- Purpose: takes deliveries of one channel that are due, for p_seconds: whoever dies with them loses them then. Of one person at most
-- one at a time, so that somebody whose service is slow holds up nobody else. Of one person and campaign only the first that is due
-- or being tried, so that nobody hears of the end before the beginning; one that was put off until the morning is not being tried.
-- Two nodes that look in the same moment may each take one of the same person.
-- Plans: as claim_webhook_deliveries. What is due is read in the order of its index, no further than it takes.
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
  due record;
  taken bigint[] := '{}';
  -- Whose deliveries were looked at; and of whom none is to be taken (any more).
  seen text[] := '{}';
  busy text[] := '{}';
begin
  for due in
    select d.id, d.person_id, d.campaign_id, d.event_id from sambatan.notification_deliveries d
    where d.channel = p_channel and d.state = 'pending' and d.next_attempt_at <= at_time
    order by d.next_attempt_at, d.event_id
  loop
    exit when cardinality(taken) >= p_limit;
    continue when due.person_id = any (busy);
    if due.person_id <> all (seen) then
      seen := seen || due.person_id;
      if exists (
        select from sambatan.notification_deliveries d
        where d.person_id = due.person_id and d.channel = p_channel and d.state = 'pending' and d.claimed_until > at_time)
      then
        busy := busy || due.person_id;
        continue;
      end if;
    end if;
    continue when due.event_id > (
      select earlier.event_id from sambatan.notification_deliveries earlier
      where earlier.person_id = due.person_id and earlier.channel = p_channel
        and earlier.campaign_id = due.campaign_id and earlier.state = 'pending'
        and (earlier.attempts > 0 and earlier.due_at <= at_time or earlier.next_attempt_at <= at_time)
      order by earlier.event_id limit 1);
    perform from sambatan.notification_deliveries d
    where d.id = due.id and d.state = 'pending' and d.next_attempt_at <= at_time
    for update skip locked;
    continue when not found;
    taken := taken || due.id;
    busy := busy || due.person_id;
  end loop;
  return query
  update sambatan.notification_deliveries d set
    attempts = d.attempts + 1,
    claimed_until = at_time + p_seconds * interval '1 second',
    -- Found again only when the claim has ended.
    next_attempt_at = at_time + p_seconds * interval '1 second'
  where d.id = any (taken)
  returning d.*;
end
$$;

comment on function sambatan.claim_deliveries(text, integer, integer) is
  'Takes deliveries of one channel that are due, for some seconds, each with one attempt more.';
