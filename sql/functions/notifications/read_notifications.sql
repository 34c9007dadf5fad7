-- Purpose: marks notifications of a person as read: the ones named, or all whose last event is not after one (p_up_to). A digest that
-- is read is closed, so that what comes later is told as something new; its letter that has not gone out is not sent any more,
-- because whoever has read it here needs none.
-- Locks: the notifications, by id, then their deliveries.
-- Returns: how many had been unread.
create or replace function sambatan.read_notifications(p_person_id text, p_ids bigint[], p_up_to bigint) returns integer
language plpgsql
as $$
declare
  at_time timestamptz;
  marked bigint[];
begin
  perform from sambatan.notifications n
  where n.person_id = p_person_id and n.read_at is null and (n.id = any (p_ids) or n.last_event_id <= p_up_to)
  order by n.id for update;
  at_time := sambatan.now();
  with marked_now as (
    update sambatan.notifications n set
      read_at = at_time, closed_at = case when n.digest then coalesce(n.closed_at, at_time) end
    where n.person_id = p_person_id and n.read_at is null and (n.id = any (p_ids) or n.last_event_id <= p_up_to)
    returning n.id
  )
  select coalesce(array_agg(m.id), '{}') into marked from marked_now m;
  update sambatan.notification_deliveries d set
    state = 'dropped', done_at = at_time, claimed_until = null, last_error = 'it was read in the inbox'
  from sambatan.notifications n
  where n.id = any (marked) and n.digest and d.notification_id = n.id and d.state = 'pending'
    and (d.claimed_until is null or d.claimed_until <= at_time);
  return cardinality(marked);
end
$$;

comment on function sambatan.read_notifications(text, bigint[], bigint) is
  'Marks notifications of a person as read, and closes those of them that are digests; returns how many had been unread.';
