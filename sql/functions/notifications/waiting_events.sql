-- Purpose: the events that wait to be fanned out, in their order, at most p_limit. One that was put back is left out until its pause
-- is over, and the later ones of its campaign with it; one that was given up holds nobody up.
-- Locks: none. Whoever takes or puts back has the row of fan_out_state; a lock on an event here would hide it from another's fan-out,
-- which would take the later ones of its campaign without it.
create or replace function sambatan.waiting_events(p_limit integer, p_at timestamptz) returns bigint[]
language plpgsql stable
set enable_seqscan = off
set jit = off
as $$
begin
  return array(
    select o.audit_id from sambatan.outbox o
    where o.given_up_at is null and (o.next_attempt_at is null or o.next_attempt_at <= p_at)
      and not exists (
        select from sambatan.outbox before
        where before.campaign_id = o.campaign_id and before.audit_id < o.audit_id
          and before.next_attempt_at is not null and before.given_up_at is null
        -- A probe of an index for each; as a join it could read all that was put back.
        offset 0)
    order by o.audit_id limit p_limit);
end
$$;

comment on function sambatan.waiting_events(integer, timestamptz) is 'The events that wait to be fanned out, in their order.';
