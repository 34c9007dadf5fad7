-- Purpose: a delivery of some events for each endpoint that wants them now. Of one that is disabled at this moment: what happened since has
-- none, and what happened before is dead at once, so that send_missed_webhooks finds the one by when it happened, and the other there.
-- p_ids: the events, in their order.
-- Locks: none of its own.
create or replace function sambatan.fan_out_to_webhooks(p_ids bigint[], p_at timestamptz) returns void
language plpgsql
as $$
begin
  insert into sambatan.webhook_deliveries (endpoint_id, event_id, campaign_id, participant_id, type, next_attempt_at, created_at,
    state, done_at, last_error)
  select w.endpoint_id, w.event_id, w.campaign_id, w.participant_id, w.type, p_at, p_at,
    case when w.too_late then 'dead' else 'pending' end, case when w.too_late then p_at end,
    case when w.too_late then 'its endpoint was disabled' end
  from unnest(p_ids) with ordinality as i (id, place)
  join sambatan.wanted_webhooks() w on w.event_id = i.id
  order by i.place, w.endpoint_id
  on conflict (endpoint_id, event_id) where event_id is not null do nothing;
end
$$;

comment on function sambatan.fan_out_to_webhooks(bigint[], timestamptz) is
  'A delivery of some events for each webhook endpoint that wants them.';
