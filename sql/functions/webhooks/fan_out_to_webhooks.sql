-- Purpose: a delivery of some events for each endpoint that wants them: those of the whole installation, and those of the seller
-- whose campaign, product or endpoint an event is about.
-- send_missed_webhooks chooses in the same way.
-- p_ids: the events, in their order.
-- Locks: none of its own.
create or replace function sambatan.fan_out_to_webhooks(p_ids bigint[], p_at timestamptz) returns void
language sql
as $$
  insert into sambatan.webhook_deliveries (endpoint_id, event_id, campaign_id, participant_id, type, next_attempt_at, created_at)
  select w.id, e.id, e.campaign_id, e.participant_id, e.event, p_at, p_at
  from unnest(p_ids) with ordinality as i (id, place)
  join sambatan.audit_logs e on e.id = i.id
  left join sambatan.campaigns c on c.id = e.campaign_id
  left join sambatan.products p on e.subject = 'product' and p.id::text = e.subject_id
  left join sambatan.webhook_endpoints o on o.id = case e.subject when 'endpoint' then e.subject_id::uuid end
  join sambatan.webhook_endpoints w on w.removed_at is null and w.disabled_at is null
    and (w.seller_id is null or w.seller_id = coalesce(c.seller_id, p.seller_id, o.seller_id))
    and (w.events = '{}' or e.event = any (w.events))
  order by i.place, w.id
  on conflict (endpoint_id, event_id) where event_id is not null do nothing
$$;

comment on function sambatan.fan_out_to_webhooks(bigint[], timestamptz) is
  'A delivery of some events for each webhook endpoint that wants them.';
