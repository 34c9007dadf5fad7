-- Purpose: has a delivery sent again, at once and before all others of its endpoint, with the id that it had; its three days begin anew.
-- One that is on its way is left as it is.
-- Locks: the endpoint; then the delivery.
create or replace function sambatan.resend_webhook_delivery(p_id bigint) returns void
language plpgsql
as $$
declare
  at_time timestamptz;
  its_endpoint uuid;
begin
  select d.endpoint_id into its_endpoint from sambatan.webhook_deliveries d where d.id = p_id;
  -- Somebody waits for the answer: an endpoint that rests is tried.
  update sambatan.webhook_endpoints e set rests_until = null where e.id = its_endpoint;
  at_time := sambatan.now();
  update sambatan.webhook_deliveries d set
    state = 'pending', next_attempt_at = 'epoch', claimed_until = null, done_at = null,
    resent_at = at_time, resent_attempts = d.attempts
  where d.id = p_id and (d.claimed_until is null or d.claimed_until <= at_time);
end
$$;

comment on function sambatan.resend_webhook_delivery(bigint) is 'Has a webhook delivery sent again, at once, with the id that it had.';
