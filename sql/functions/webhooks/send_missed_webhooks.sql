-- Purpose: has an endpoint told of what it was not told of since some moment: what happened while it was disabled, which had no delivery,
-- by the same choice as fan_out_to_webhooks; and what was given up since. What it has taken is not sent again. It comes after what is on
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
  wanted sambatan.webhook_endpoints;
  made integer;
  dead bigint[];
begin
  select e.* into wanted from sambatan.webhook_endpoints e where e.id = p_id for no key update;
  if wanted.disabled_at is not null then
    perform sambatan.refuse('webhook_disabled');
  end if;
  at_time := sambatan.now();
  since := greatest(p_since, at_time - interval '30 days');
  insert into sambatan.webhook_deliveries (endpoint_id, event_id, campaign_id, participant_id, type, next_attempt_at, created_at)
  select p_id, e.id, e.campaign_id, e.participant_id, e.event, at_time, at_time
  from sambatan.audit_logs e
  left join sambatan.campaigns c on c.id = e.campaign_id
  left join sambatan.products p on e.subject = 'product' and p.id::text = e.subject_id
  left join sambatan.webhook_endpoints o on o.id = case e.subject when 'endpoint' then e.subject_id::uuid end
  where e.created_at >= since
    and (wanted.seller_id is null or wanted.seller_id = coalesce(c.seller_id, p.seller_id, o.seller_id))
    and (wanted.events = '{}' or e.event = any (wanted.events))
    and not exists (select from sambatan.webhook_deliveries d where d.endpoint_id = p_id and d.event_id = e.id)
  order by e.id limit p_limit
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
