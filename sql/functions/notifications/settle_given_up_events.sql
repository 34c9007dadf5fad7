-- Purpose: tries events again that could not be fanned out; or discards them, where a reason is given: then nobody is told of them.
-- p_ids: null for all of them.
-- Locks: the outbox rows.
-- Returns: how many.
create or replace function sambatan.settle_given_up_events(p_ids bigint[], p_reason text, p_actor text) returns integer
language sql
as $$
  with settled as (
    update sambatan.outbox o set
      attempts = case when p_reason is null then 0 else o.attempts end,
      next_attempt_at = case when p_reason is not null then o.next_attempt_at end,
      given_up_at = case when p_reason is not null then o.given_up_at end,
      settled_by = case when p_reason is not null then p_actor end,
      settled_reason = p_reason
    where o.given_up_at is not null and o.settled_by is null and (p_ids is null or o.audit_id = any (p_ids))
    returning o.audit_id
  )
  select count(*)::int from settled
$$;

comment on function sambatan.settle_given_up_events(bigint[], text, text) is
  'Tries events again that could not be fanned out, or discards them with a reason; returns how many.';
