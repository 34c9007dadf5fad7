-- Purpose: turns events into what people and other systems are told: takes at most `p_limit` from the outbox, in their order, and
-- in the same transaction writes a notification for each recipient, a delivery for each of its channels, and a delivery for each
-- webhook endpoint. So nothing is lost when its caller dies between any two statements, and nothing is told twice.
--
-- One runs at a time, on whichever node: what happens to a campaign reaches each of its recipients in its order. An event that
-- cannot be fanned out is put back with a pause (see put_back_event), and the later ones of its campaign wait behind it.
-- Locks: the row of fan_out_state, without waiting; the outbox rows that it forgets; then digests, by person and campaign. No campaign,
-- so that no join waits.
-- Returns: how many events it took (null: another is at it), and their campaigns.
create or replace function sambatan.fan_out(p_limit integer, out events integer, out campaign_ids uuid[])
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  at_time timestamptz;
  ids bigint[];
  told record;
begin
  perform from sambatan.fan_out_state for update skip locked;
  if not found then
    return;
  end if;
  at_time := sambatan.now();
  ids := sambatan.waiting_events(p_limit, at_time);
  events := cardinality(ids);
  if events = 0 then
    return;
  end if;
  with gone as (
    delete from sambatan.outbox where audit_id = any (ids) returning campaign_id
  )
  select coalesce(array_agg(distinct g.campaign_id) filter (where g.campaign_id is not null), '{}') into campaign_ids from gone g;

  perform sambatan.fan_out_to_webhooks(ids, at_time);
  for told in
    select k as by_kind, array_agg(e.id order by e.id) as ids
    from unnest(ids) as i (event_id)
    join sambatan.audit_logs e on e.id = i.event_id
    join sambatan.notification_kinds k on k.event = e.event
    group by k.kind
    order by k.place
  loop
    perform sambatan.fan_out_kind(told.by_kind, told.ids, at_time);
  end loop;
end
$$;

comment on function sambatan.fan_out(integer) is
  'Turns events of the outbox into notifications and webhook deliveries, in one transaction that forgets them.';
