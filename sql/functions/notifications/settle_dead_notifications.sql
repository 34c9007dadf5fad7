-- Purpose: tries dead deliveries of notifications again, for three more days, and what can wait from the morning; or discards them, where
-- a reason is given. Attempts are counted on: a claim is known by the number of its attempt, and one that was lost long ago must not
-- be answered for another.
-- p_ids: null for all of them.
-- Locks: the deliveries.
-- Returns: how many.
create or replace function sambatan.settle_dead_notifications(p_ids bigint[], p_reason text, p_actor text) returns integer
language sql
as $$
  with settled as (
    update sambatan.notification_deliveries d set
      state = case when p_reason is null then 'pending' else 'discarded' end,
      retried_attempts = case when p_reason is null then d.attempts else d.retried_attempts end,
      created_at = case when p_reason is null then sambatan.now() else d.created_at end,
      next_attempt_at = case when p_reason is null then sambatan.when_it_may_go(d.notification_id, sambatan.now()) else d.next_attempt_at end,
      due_at = case when p_reason is null then sambatan.when_it_may_go(d.notification_id, sambatan.now()) else d.due_at end,
      claimed_until = null,
      done_at = case when p_reason is not null then d.done_at end,
      settled_by = p_actor,
      settled_reason = p_reason
    where d.state = 'dead' and (p_ids is null or d.id = any (p_ids))
    returning d.id
  )
  select count(*)::int from settled
$$;

comment on function sambatan.settle_dead_notifications(bigint[], text, text) is
  'Tries dead deliveries of notifications again, or discards them with a reason; returns how many.';
