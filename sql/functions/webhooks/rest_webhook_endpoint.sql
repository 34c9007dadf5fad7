-- Purpose: lets an endpoint rest that has just failed: for 3 s, 15 s, a minute, then five minutes at a time, and not less than it asked
-- for. Several that were on their way together and failed together are one failure.
-- p_endpoint: as it was read under its lock.
-- Locks: the endpoint, which the caller holds.
create or replace function sambatan.rest_webhook_endpoint(
  p_endpoint sambatan.webhook_endpoints, p_at timestamptz, p_not_before timestamptz) returns void
language sql
as $$
  update sambatan.webhook_endpoints e set
    failing_since = coalesce(e.failing_since, p_at),
    failures = e.failures + case when p_endpoint.rests_until > p_at then 0 else 1 end,
    rests_until = greatest(p_not_before, case
      when p_endpoint.rests_until > p_at then p_endpoint.rests_until
      else p_at + (array[3, 15, 60, 300])[least(e.failures + 1, 4)] * interval '1 second'
    end)
  where e.id = p_endpoint.id
$$;

comment on function sambatan.rest_webhook_endpoint(sambatan.webhook_endpoints, timestamptz, timestamptz) is
  'Lets a webhook endpoint rest that has just failed, longer each time.';
