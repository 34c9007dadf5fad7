-- Purpose: everything that somebody should have been told and was not: events that could not be fanned out, and deliveries that were
-- given up or refused for good. What an operator discarded is none any more, and a test of a webhook that fails tells whoever sent it.
-- Locks: none.
-- Returns: a row each. source `event`, `notification` or `webhook`, its id there; what it is (an event's name, a kind); by which
-- channel and for whom (a person's id, an endpoint's address); since when.
create or replace function sambatan.dead_letters()
returns table (
  source text, id bigint, what text, channel text, recipient text, event_id bigint, campaign_id uuid, attempts integer,
  since timestamptz, error text)
language sql stable
as $$
  select 'event', o.audit_id, e.event, null, null, o.audit_id, o.campaign_id, o.attempts, o.given_up_at, o.last_error
  from sambatan.outbox o left join sambatan.audit_logs e on e.id = o.audit_id
  where o.given_up_at is not null and o.settled_by is null
  union all
  select 'notification', d.id, n.kind, d.channel, d.person_id, d.event_id, d.campaign_id, d.attempts, d.done_at, d.last_error
  from sambatan.notification_deliveries d join sambatan.notifications n on n.id = d.notification_id
  where d.state = 'dead'
  union all
  select 'webhook', d.id, d.type, 'webhook', w.url, d.event_id, d.campaign_id, d.attempts, d.done_at, d.last_error
  from sambatan.webhook_deliveries d join sambatan.webhook_endpoints w on w.id = d.endpoint_id
  where d.state = 'dead' and d.event_id is not null
$$;

comment on function sambatan.dead_letters() is 'Everything that somebody should have been told and was not.';
