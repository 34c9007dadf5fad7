-- Purpose: settles what waits for endpoints that are sent nothing: an event that was fanned out while its endpoint was being disabled
-- was not to be seen by whoever disabled it, and nobody takes it any more. It is dead as what had waited before, or discarded with an
-- endpoint that was removed.
-- Plans: as claim_webhook_deliveries. Asked each second: a probe for each endpoint that is disabled.
-- Locks: the endpoints, never waiting; then their deliveries.
create or replace function sambatan.settle_disabled_webhooks() returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  endpoint record;
begin
  -- Nobody asks for it: on record is the worker.
  perform set_config('sambatan.actor', coalesce(nullif(current_setting('sambatan.actor', true), ''), 'worker'), true);
  for endpoint in
    select e.id, e.removed_at is not null as is_removed, e.disabled_reason
    from sambatan.webhook_endpoints e
    where e.disabled_at is not null
      and exists (select from sambatan.webhook_deliveries d where d.endpoint_id = e.id and d.state = 'pending')
    for no key update skip locked
  loop
    if endpoint.is_removed then
      perform sambatan.discard_webhooks_of(endpoint.id);
    else
      perform sambatan.disable_webhook_endpoint(endpoint.id, endpoint.disabled_reason);
    end if;
  end loop;
end
$$;

comment on function sambatan.settle_disabled_webhooks() is
  'Settles webhook deliveries that wait for endpoints which were disabled or removed meanwhile.';
