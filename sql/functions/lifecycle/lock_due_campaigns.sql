-- Purpose: locks the campaigns for which something is due, at most `p_batch`, and at most as many as have 20,000
-- participations together (but always one). One that is no longer due once it is locked is no harm: whoever advances it
-- finds nothing to do.
-- Locks: the due campaigns' rows, skipping those that another transaction holds.
create or replace function sambatan.lock_due_campaigns(p_batch integer, p_at_time timestamptz) returns uuid[]
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  ids uuid[] := sambatan.due_campaigns(p_batch, p_at_time);
  free uuid[];
begin
  free := array(
    select c.id from sambatan.campaigns c
    where c.id = any (ids)
    for no key update skip locked);
  return coalesce((
    select array_agg(sized.id order by sized.ord)
    from (
      select due.id, due.ord, row_number() over w as place, sum(c.participant_count) over w as participations
      from unnest(ids) with ordinality as due (id, ord)
      join sambatan.campaigns c on c.id = due.id
      where due.id = any (free)
      window w as (order by due.ord)
    ) sized
    where sized.place = 1 or sized.participations <= 20000
  ), '{}');
end
$$;

comment on function sambatan.lock_due_campaigns(integer, timestamptz) is
  'Locks the campaigns for which something is due, without waiting for any.';
