-- Purpose: finds and locks the campaigns for which something is due, oldest first per kind, at most `batch`, and at most
-- as many as have 20,000 participations together (but always one).
-- Locks: the due campaigns' rows, skipping those that another transaction holds.
create or replace function sambatan.lock_due_campaigns(batch integer, at_time timestamptz) returns uuid[]
language plpgsql
set enable_seqscan = off
set enable_sort = off
set enable_bitmapscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  ids uuid[] := '{}';
  held uuid[];
begin
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.status = 'locked' and not sambatan.is_failing(c.id, at_time)
    order by c.locked_at limit batch
    for no key update skip locked);
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.status in ('active', 'locked') and c.deadline <= at_time and not sambatan.is_failing(c.id, at_time)
    order by c.deadline limit greatest(batch - cardinality(ids), 0)
    for no key update skip locked);
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.status = 'scheduled' and c.opens_at <= at_time and not sambatan.is_failing(c.id, at_time)
    order by c.opens_at limit greatest(batch - cardinality(ids), 0)
    for no key update skip locked);
  -- In two steps: joined in one, the plan may walk a million campaigns to look each up among a few holds (2 s a pass).
  held := array(
    select distinct due.campaign_id
    from (
      select p.campaign_id from sambatan.participants p
      where p.status = 'pending_payment' and p.hold_expires_at <= at_time
        and not sambatan.is_failing(p.campaign_id, at_time)
      order by p.hold_expires_at limit 100000
    ) due);
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.id = any (held) and c.status in ('active', 'locked')
    limit greatest(batch - cardinality(ids), 0)
    for no key update skip locked);
  return coalesce((
    select array_agg(sized.id)
    from (
      select due.id, due.ord, sum(c.participant_count) over (order by due.ord) as participations
      from (
        select found.id, min(found.ord) as ord from unnest(ids) with ordinality as found (id, ord) group by found.id
      ) due
      join sambatan.campaigns c on c.id = due.id
    ) sized
    where sized.ord = 1 or sized.participations <= 20000
  ), '{}');
end
$$;

comment on function sambatan.lock_due_campaigns(integer, timestamptz) is
  'Locks the campaigns for which something is due, without waiting for any.';
