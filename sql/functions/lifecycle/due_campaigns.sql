-- Purpose: the campaigns for which something is due at a time, the longest due first, at most `p_batch`. What is meant by due is
-- written in due_kinds; runs, their preview, the doctor and the operators' page ask here. Campaigns whose transition failed a
-- moment ago are left out. p_kinds: of these kinds alone; null: of all.
-- Locks: none.
--
-- Plans: one index is walked in the order of what falls due, so that nothing due costs one probe, whatever there is.
create or replace function sambatan.due_campaigns(p_batch integer, p_at_time timestamptz, p_kinds text[] default null) returns uuid[]
language plpgsql stable
set enable_seqscan = off
set enable_bitmapscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  return array(
    select due.campaign_id
    from (
      select d.campaign_id, d.due_at from sambatan.campaign_due d
      where d.due_at <= p_at_time and (p_kinds is null or d.kind = any (p_kinds))
        and not sambatan.is_failing(d.campaign_id, p_at_time)
      -- A campaign waits for a few kinds at most.
      order by d.due_at limit p_batch * (select count(*) from sambatan.due_kinds)
    ) due
    group by due.campaign_id
    order by min(due.due_at), due.campaign_id
    limit p_batch);
end
$$;

comment on function sambatan.due_campaigns(integer, timestamptz, text[]) is
  'The ids of at most `batch` campaigns for which something is due at a time.';
