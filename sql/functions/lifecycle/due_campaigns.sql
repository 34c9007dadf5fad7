-- Purpose: the campaigns for which something is due at a time, oldest first per kind, at most `batch`: full ones, those past
-- their deadline, those that open, those with holds that ran out. What is meant by due is written here; what follows from
-- it, in campaign_outcome and hold_lapses. Campaigns whose transition failed a moment ago are left out.
-- Locks: none.
--
-- Plans: only partial indexes that hold what still waits are walked; see check_sambatan_deadlines.
create or replace function sambatan.due_campaigns(batch integer, at_time timestamptz) returns uuid[]
language plpgsql stable
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
    order by c.locked_at limit batch);
  -- Those that are full are due already.
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.status = 'active' and c.deadline <= at_time and not sambatan.is_failing(c.id, at_time)
    order by c.deadline limit greatest(batch - cardinality(ids), 0));
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.status = 'scheduled' and c.opens_at <= at_time and not sambatan.is_failing(c.id, at_time)
    order by c.opens_at limit greatest(batch - cardinality(ids), 0));
  -- In two steps: joined in one, the plan may walk a million campaigns to look each up among a few holds (2 s a pass).
  held := array(
    select distinct due.campaign_id
    from (
      select p.campaign_id from sambatan.participants p
      where p.status = 'pending_payment' and p.hold_expires_at <= at_time
        and not sambatan.is_failing(p.campaign_id, at_time)
      order by p.hold_expires_at limit 100000
    ) due);
  return ids || array(
    select c.id from sambatan.campaigns c
    where c.id = any (held) and c.status in ('active', 'locked') and c.id <> all (ids)
    limit greatest(batch - cardinality(ids), 0));
end
$$;

comment on function sambatan.due_campaigns(integer, timestamptz) is
  'The ids of at most `batch` campaigns for which something is due at a time.';
