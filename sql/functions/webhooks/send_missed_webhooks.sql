-- Purpose: has an endpoint told of what it was not told of since some moment: what was fanned out while it was disabled, which had no
-- delivery; and what was given up since. What it has taken is not sent again. It comes after what is on
-- its way already, in the order in which it happened.
-- p_since: 30 days ago at most, for as long as deliveries are kept: before that nobody knows what it has taken.
-- p_limit: how many of each at most; asked again the next come.
-- Locks: the endpoint; then its deliveries.
-- Refuses: webhook_disabled.
-- Returns: how many are to be sent.
create or replace function sambatan.send_missed_webhooks(p_id uuid, p_since timestamptz, p_limit integer) returns integer
language plpgsql
as $$
declare
  at_time timestamptz;
  since timestamptz;
  off_since timestamptz;
  made integer;
  dead bigint[];
begin
  select e.disabled_at into off_since from sambatan.webhook_endpoints e where e.id = p_id for no key update;
  if off_since is not null then
    perform sambatan.refuse('webhook_disabled');
  end if;
  at_time := sambatan.now();
  since := greatest(p_since, at_time - interval '30 days');
  insert into sambatan.webhook_deliveries (endpoint_id, event_id, campaign_id, participant_id, type, next_attempt_at, created_at)
  select w.endpoint_id, w.event_id, w.campaign_id, w.participant_id, w.type, at_time, at_time
  from sambatan.wanted_webhooks() w
  where w.endpoint_id = p_id and w.happened_at >= since
    and not exists (select from sambatan.webhook_deliveries d where d.endpoint_id = p_id and d.event_id = w.event_id)
  order by w.event_id limit p_limit
  on conflict (endpoint_id, event_id) where event_id is not null do nothing;
  get diagnostics made = row_count;
  dead := array(
    select d.id from sambatan.webhook_deliveries d
    where d.endpoint_id = p_id and d.state = 'dead' and d.event_id is not null and d.done_at >= since
    order by d.id limit p_limit);
  return made + sambatan.settle_dead_webhooks(dead, null, sambatan.actor());
end
$$;

comment on function sambatan.send_missed_webhooks(uuid, timestamptz, integer) is
  'Has a webhook endpoint told of what it was not told of since some moment.';
