-- Purpose: an event that could not be fanned out is tried again after a growing pause; after eight tries, two minutes and a bit, it is
-- given up and lies for an operator, so that what else happens to its campaign goes on. A fan-out that runs elsewhere is waited for: it
-- would take the later events of the campaign without this one.
-- p_attempts: as whoever failed had found it. Of two workers that met with the same failure one counts it, and what an operator has
-- settled or begun anew meanwhile stays so.
-- Locks: the row of fan_out_state; the outbox row.
-- Returns: whether it was given up; null where nothing was put back.
create or replace function sambatan.put_back_event(p_audit_id bigint, p_attempts integer, p_error text) returns boolean
language sql
as $$
  select from sambatan.fan_out_state for update;
  update sambatan.outbox o set
    attempts = o.attempts + 1,
    next_attempt_at = sambatan.now() + interval '1 second' * 2 ^ least(o.attempts, 7),
    given_up_at = case when o.attempts >= 7 then sambatan.now() end,
    last_error = left(p_error, 1000)
  where o.audit_id = p_audit_id and o.attempts = p_attempts and o.given_up_at is null
  returning o.given_up_at is not null
$$;

comment on function sambatan.put_back_event(bigint, integer, text) is
  'Puts an event back that could not be fanned out; given up after eight tries. Returns whether it was.';
