-- Purpose: which event is for which endpoint: those of the whole installation, and those of the seller whose campaign, product or endpoint
-- an event is about, or who it is about themselves, each of the events that it wants. The one place that says so: what is told as it happens, and what was missed and is
-- told later, are the same.
-- Plans: whoever asks says of which events, or of which endpoint since when; it becomes a part of their query (one SELECT, no settings, stable), so
-- that nothing else is read.
-- Locks: none.
-- Returns: each pair of an event and an endpoint that is enabled; and of one that is disabled, what happened before it was
-- (`too_late`): that waits for nobody any more, as what had its delivery by then.
create or replace function sambatan.wanted_webhooks()
returns table (endpoint_id uuid, event_id bigint, campaign_id uuid, participant_id uuid, type text, happened_at timestamptz, too_late boolean)
language sql stable
as $$
  select w.id, e.id, e.campaign_id, e.participant_id, e.event, e.created_at, w.disabled_at is not null
  from sambatan.audit_logs e
  left join sambatan.campaigns c on c.id = e.campaign_id
  left join sambatan.products p on e.subject = 'product' and p.id::text = e.subject_id
  left join sambatan.webhook_endpoints o on o.id = case e.subject when 'endpoint' then e.subject_id::uuid end
  join sambatan.webhook_endpoints w on w.removed_at is null and (w.disabled_at is null or e.created_at < w.disabled_at)
    and (w.seller_id is null or w.seller_id = coalesce(c.seller_id, p.seller_id, o.seller_id,
      case e.subject when 'seller' then e.subject_id end))
    and (w.events = '{}' or e.event = any (w.events))
$$;

comment on function sambatan.wanted_webhooks() is
  'Which event is for which webhook endpoint; to be asked for some events, or for one endpoint.';
