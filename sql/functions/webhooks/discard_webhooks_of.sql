-- Purpose: discards what an endpoint that was removed is not sent any more, with the reason on record: what waited, and what lay dead
-- for it. Nobody can enable it again, so nobody could ever send that.
-- Locks: the deliveries of the endpoint, which the caller holds.
create or replace function sambatan.discard_webhooks_of(p_endpoint_id uuid) returns void
language sql
as $$
  update sambatan.webhook_deliveries d set
    state = 'discarded', done_at = coalesce(d.done_at, sambatan.now()), claimed_until = null,
    settled_by = sambatan.actor(), settled_reason = 'its endpoint was removed'
  where d.endpoint_id = p_endpoint_id and d.state in ('pending', 'dead')
$$;

comment on function sambatan.discard_webhooks_of(uuid) is
  'Discards what waits and what lies dead for a webhook endpoint that was removed, with that as the reason.';
