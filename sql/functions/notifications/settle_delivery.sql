-- Purpose: says how an attempt ended. `sent`, `dropped` (it had become untrue, or nobody wants it any more), `dead` (refused for
-- good), or `failed`: tried again later, or dead after three days.
-- p_attempts: as the claim had it; whoever lost the claim meanwhile changes nothing.
-- Locks: the delivery.
-- Returns: the state it has now; null where the claim was lost.
create or replace function sambatan.settle_delivery(
  p_id bigint, p_attempts integer, p_outcome text, p_error text default null, p_reference text default null,
  p_not_before timestamptz default null) returns text
language plpgsql
as $$
declare
  at_time timestamptz := sambatan.now();
  again timestamptz;
  now_is text;
begin
  if p_outcome = 'failed' then
    select sambatan.next_attempt(p_attempts, d.created_at, at_time, p_not_before) into again
    from sambatan.notification_deliveries d where d.id = p_id;
  end if;
  update sambatan.notification_deliveries d set
    state = case when p_outcome <> 'failed' then p_outcome when again is null then 'dead' else 'pending' end,
    next_attempt_at = coalesce(again, d.next_attempt_at),
    claimed_until = null,
    done_at = case when again is null then at_time end,
    last_error = left(p_error, 1000),
    reference = coalesce(p_reference, d.reference)
  where d.id = p_id and d.state = 'pending' and d.attempts = p_attempts
  returning d.state into now_is;
  return now_is;
end
$$;

comment on function sambatan.settle_delivery(bigint, integer, text, text, text, timestamptz) is
  'Says how an attempt at a delivery ended: sent, dropped, dead, or failed and tried again later.';
