-- Purpose: writes the event of a near deadline, of which the seller is told with the gap to the goal, and who has only reserved. Each
-- reminder once, in the transaction that remembers it. After an outage at most one: the latest that is due; and the one of the day
-- before not within three hours of the deadline, because that of the last hour follows soon.
-- Locks: none of its own; the caller holds the campaigns' rows.
-- Returns: a row per campaign that was reminded of.
create or replace function sambatan.remind_of_deadlines(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
begin
  return query
  with near as materialized (
    select c.id, c.status, r.hours = 1 or c.deadline >= p_at_time + interval '3 hours' as makes_sense,
      jsonb_build_object('hours_left', r.hours, 'deadline', c.deadline, 'slots', sambatan.counted_slots(c),
        'minimum_slots', c.minimum_slots, 'total_slots', c.total_slots, 'slots_confirmed', c.confirmed_slots,
        'slots_reserved', c.filled_slots - c.confirmed_slots - c.offered_slots, 'due_at', r.due_at) as detail
    from sambatan.campaigns c
    cross join lateral (
      select * from sambatan.deadline_reminders(c) due where due.due_at <= p_at_time order by due.due_at desc limit 1) r
    where c.id = any (p_ids)
  ), remembered as (
    update sambatan.campaigns c set deadline_reminded_at = p_at_time from near n where c.id = n.id
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
    select n.id, 'deadline_near', sambatan.actor(), n.detail, p_at_time from near n where n.makes_sense
  )
  select n.id, 'deadline_near', n.status, n.status, n.detail from near n where n.makes_sense;
end
$$;

comment on function sambatan.remind_of_deadlines(uuid[], timestamptz) is
  'Reminds of the deadlines of campaigns whose rows the caller has locked, each a day and an hour before.';
