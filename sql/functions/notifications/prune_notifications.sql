-- Purpose: removes what nobody looks for any more: notifications 90 days after they were read, all after 180 days, and how they went
-- out after 90 days. What was given up stays until an operator has retried or discarded it.
-- p_limit: how many of each at most, so that no transaction is long.
-- Locks: the rows that go, never waiting.
-- Returns: how many rows went.
create or replace function sambatan.prune_notifications(p_limit integer) returns integer
language plpgsql
set enable_seqscan = off
as $$
declare
  at_time timestamptz := sambatan.now();
  gone bigint[];
  removed integer;
begin
  gone := array(
    select n.id from sambatan.notifications n
    where n.read_at < at_time - interval '90 days' limit p_limit
    for update skip locked);
  gone := gone || array(
    select n.id from sambatan.notifications n
    where n.created_at < at_time - interval '180 days' and n.updated_at < at_time - interval '180 days'
      and n.id <> all (gone) limit p_limit
    for update skip locked);
  delete from sambatan.notification_deliveries where notification_id = any (gone);
  delete from sambatan.notifications where id = any (gone);
  delete from sambatan.notification_deliveries d where d.id = any (array(
    select old.id from sambatan.notification_deliveries old
    where old.state in ('sent', 'dropped', 'discarded') and old.done_at < at_time - interval '90 days' limit p_limit
    for update skip locked));
  get diagnostics removed = row_count;
  return removed + cardinality(gone);
end
$$;

comment on function sambatan.prune_notifications(integer) is
  'Removes notifications and deliveries that are old enough that nobody looks for them; returns how many rows went.';
