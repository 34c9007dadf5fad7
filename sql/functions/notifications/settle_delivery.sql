-- Purpose: says how an attempt ended. `sent`, `dropped` (it had become untrue, or nobody wants it any more), `dead` (refused for
-- good), or `failed`: tried again later, or dead after three days. What can wait is not tried again at night: it sleeps until the
-- morning, and holds up nothing that came after it.
-- p_attempts: as the claim had it; whoever lost the claim meanwhile changes nothing. What an operator has had tried again since is nobody's
-- yet; but what was sent was sent.
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
  asked timestamptz;
  now_is text;
begin
  if p_outcome = 'failed' then
    select sambatan.when_it_may_go(d.notification_id, next.at), next.at into again, asked
    from sambatan.notification_deliveries d
    cross join sambatan.next_attempt(p_attempts - d.retried_attempts, d.created_at, at_time, p_not_before) next (at)
    where d.id = p_id;
  end if;
  update sambatan.notification_deliveries d set
    state = case when p_outcome <> 'failed' then p_outcome when again is null then 'dead' else 'pending' end,
    next_attempt_at = coalesce(again, d.next_attempt_at),
    due_at = case when again > asked then again else d.due_at end,
    claimed_until = null,
    done_at = case when again is null then at_time end,
    last_error = left(p_error, 1000),
    reference = coalesce(p_reference, d.reference)
  where d.id = p_id and d.state = 'pending' and d.attempts = p_attempts and (d.claimed_until is not null or p_outcome = 'sent')
  returning d.state into now_is;
  return now_is;
end
$$;

comment on function sambatan.settle_delivery(bigint, integer, text, text, text, timestamptz) is
  'Says how an attempt at a delivery ended: sent, dropped, dead, or failed and tried again later.';
