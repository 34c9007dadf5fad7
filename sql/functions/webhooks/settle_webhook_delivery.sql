-- Purpose: says how an attempt ended, and puts it on record. `delivered`; `failed`: tried again later, or dead after three days;
-- `gone`: its receiver wants nothing any more, and the endpoint is disabled; `discarded`: nothing that this endpoint may be told;
-- `postponed`: this node cannot send it, another may. An endpoint that fails rests, longer each time, for five minutes at most;
-- what answered well is well, and all that had been put off for its sake is due. Whether its last answer came within two seconds is known of each. One that gave nothing but failures for so long that
-- a delivery is given up is disabled. A test is tried once, and a failure of it says nothing of the endpoint.
-- p_attempts: as the claim had it; whoever lost the claim meanwhile changes nothing but the record.
-- p_attempt: `duration_ms`, `request`, `status`, `answer`, `error`; null where nothing was sent.
-- p_not_before: when the receiver asked to be tried again.
-- Locks: the endpoint, unless all is as it was; then the delivery; then others of the endpoint.
-- Returns: the state of the delivery now; null where the claim was lost.
create or replace function sambatan.settle_webhook_delivery(
  p_id bigint, p_attempts integer, p_outcome text, p_attempt jsonb, p_not_before timestamptz default null) returns text
language plpgsql
as $$
declare
  at_time timestamptz;
  delivery sambatan.webhook_deliveries;
  endpoint sambatan.webhook_endpoints;
  again timestamptz;
  is_fast boolean := (p_attempt ->> 'duration_ms')::integer <= 2000;
  now_is text;
begin
  select d.* into delivery from sambatan.webhook_deliveries d where d.id = p_id;
  select e.* into endpoint from sambatan.webhook_endpoints e where e.id = delivery.endpoint_id;
  if p_outcome in ('failed', 'gone') or endpoint.failing_since is not null or is_fast <> endpoint.answers_fast then
    select e.* into endpoint from sambatan.webhook_endpoints e where e.id = delivery.endpoint_id for no key update;
  end if;
  at_time := sambatan.now();
  if p_attempt is not null then
    insert into sambatan.webhook_attempts (delivery_id, at, duration_ms, request, status, answer, error)
    select p_id, at_time - a.duration_ms * interval '1 millisecond', a.duration_ms, a.request, a.status, a.answer, a.error
    from jsonb_to_record(p_attempt) as a (duration_ms integer, request jsonb, status integer, answer text, error text);
    update sambatan.webhook_endpoints e set answers_fast = is_fast where e.id = endpoint.id and e.answers_fast <> is_fast;
  end if;

  if p_outcome = 'failed' and delivery.event_id is not null then
    again := sambatan.next_attempt(p_attempts - delivery.resent_attempts, coalesce(delivery.resent_at, delivery.created_at),
      at_time, p_not_before);
  elsif p_outcome = 'postponed' then
    again := at_time + interval '1 minute';
  end if;
  update sambatan.webhook_deliveries d set
    state = case when p_outcome in ('delivered', 'discarded') then p_outcome when again is null then 'dead' else 'pending' end,
    next_attempt_at = coalesce(again, d.next_attempt_at),
    claimed_until = null,
    done_at = case when again is null then at_time end,
    last_error = left(p_attempt ->> 'error', 1000)
  where d.id = p_id and d.attempts = p_attempts and (
    d.state = 'pending' and d.claimed_until is not null
    -- An answer that comes after its endpoint was disabled, or after somebody said to send it again, is an answer.
    or d.state in ('pending', 'dead') and p_outcome = 'delivered')
  returning d.state into now_is;
  if now_is is null then
    return null;
  end if;

  if p_outcome = 'gone' then
    perform sambatan.disable_webhook_endpoint(endpoint.id, 'gone');
  elsif p_outcome = 'failed' and delivery.event_id is not null then
    if now_is = 'dead' and endpoint.failing_since <= at_time - interval '2 days' then
      perform sambatan.disable_webhook_endpoint(endpoint.id, 'failing');
    else
      perform sambatan.rest_webhook_endpoint(endpoint, at_time, p_not_before);
    end if;
  elsif p_outcome = 'delivered' and endpoint.failing_since is not null then
    update sambatan.webhook_endpoints e set failing_since = null, failures = 0, rests_until = null where e.id = endpoint.id;
    -- Not where one delivery alone fails again and again between others that go well.
    if endpoint.failing_since <= at_time - interval '1 minute' then
      update sambatan.webhook_deliveries d set next_attempt_at = at_time
      where d.endpoint_id = endpoint.id and d.state = 'pending' and d.claimed_until is null and d.next_attempt_at > at_time;
    end if;
  end if;
  return now_is;
end
$$;

comment on function sambatan.settle_webhook_delivery(bigint, integer, text, jsonb, timestamptz) is
  'Says how an attempt at a webhook delivery ended, puts it on record, and lets an endpoint that fails rest.';
