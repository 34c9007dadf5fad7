-- Purpose: sends an endpoint nothing any more. What waits for it is dead, and can be sent again once it is enabled.
-- p_cause: `gone` (it answered 410), `failing` (nothing went through for days), `maker_demoted` (whoever made it for others is no
-- operator any more), which are on record and told to whose it is; or `switched_off`, by whoever may, and `not_selling`, of one whose
-- seller sells here no more.
-- Locks: the endpoint; then its deliveries.
create or replace function sambatan.disable_webhook_endpoint(p_id uuid, p_cause text) returns void
language plpgsql
as $$
declare
  at_time timestamptz;
  endpoint sambatan.webhook_endpoints;
begin
  select e.* into endpoint from sambatan.webhook_endpoints e where e.id = p_id for no key update;
  at_time := sambatan.now();
  if endpoint.disabled_at is null then
    update sambatan.webhook_endpoints e set disabled_at = at_time, disabled_reason = p_cause, updated_at = at_time, rests_until = null
    where e.id = p_id;
    if p_cause not in ('switched_off', 'not_selling') then
      -- Where nobody did it a worker met with what it was answered.
      perform set_config('sambatan.actor', coalesce(nullif(current_setting('sambatan.actor', true), ''), 'worker'), true);
      perform sambatan.record_event(null, 'webhook_disabled', jsonb_strip_nulls(jsonb_build_object(
        'cause', p_cause,
        'host', substring(endpoint.url from '^[a-z]+://([^/?#]+)'),
        'failing_since', endpoint.failing_since)), null, 'endpoint', p_id::text);
    end if;
  end if;
  update sambatan.webhook_deliveries d set state = 'dead', done_at = at_time, claimed_until = null,
    last_error = coalesce(d.last_error, 'its endpoint was disabled')
  where d.endpoint_id = p_id and d.state = 'pending';
end
$$;

comment on function sambatan.disable_webhook_endpoint(uuid, text) is
  'Sends a webhook endpoint nothing any more; what waits for it is dead.';
