-- Purpose: tries dead webhook deliveries again, for three more days; or discards them, where a reason is given. An endpoint that is
-- disabled is sent nothing, so what is for one lies until that is enabled, or until somebody discards it; nor is one that is not there
-- any more.
-- p_ids: null for all of them.
-- Locks: the endpoints that are tried again, by id, so that none is disabled meanwhile; then the deliveries.
-- Refuses: webhook_disabled, where one alone is asked for and its endpoint is disabled.
-- Returns: how many.
create or replace function sambatan.settle_dead_webhooks(p_ids bigint[], p_reason text, p_actor text) returns integer
language plpgsql
as $$
declare
  dead bigint[];
  at_time timestamptz;
  settled integer;
begin
  if p_reason is null then
    perform from sambatan.webhook_endpoints e
    where e.id in (
      select d.endpoint_id from sambatan.webhook_deliveries d
      where d.state = 'dead' and d.event_id is not null and (p_ids is null or d.id = any (p_ids)))
    order by e.id for no key update;
  end if;
  dead := array(
    select d.id from sambatan.webhook_deliveries d left join sambatan.webhook_endpoints e on e.id = d.endpoint_id
    where d.state = 'dead' and d.event_id is not null and (p_ids is null or d.id = any (p_ids))
      and (p_reason is not null or e.id is not null and e.disabled_at is null));
  if p_reason is null and cardinality(p_ids) = 1 and cardinality(dead) = 0 and exists (
    select from sambatan.webhook_deliveries d
    where d.id = any (p_ids) and d.state = 'dead' and d.event_id is not null)
  then
    perform sambatan.refuse('webhook_disabled');
  end if;
  at_time := sambatan.now();
  update sambatan.webhook_deliveries d set
    state = case when p_reason is null then 'pending' else 'discarded' end,
    resent_at = case when p_reason is null then at_time else d.resent_at end,
    resent_attempts = case when p_reason is null then d.attempts else d.resent_attempts end,
    next_attempt_at = case when p_reason is null then at_time else d.next_attempt_at end,
    done_at = case when p_reason is not null then d.done_at end,
    settled_by = p_actor,
    settled_reason = p_reason
  where d.id = any (dead) and d.state = 'dead';
  get diagnostics settled = row_count;
  return settled;
end
$$;

comment on function sambatan.settle_dead_webhooks(bigint[], text, text) is
  'Tries dead webhook deliveries again, or discards them with a reason; returns how many.';
