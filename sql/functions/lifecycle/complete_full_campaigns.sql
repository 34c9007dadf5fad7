-- Purpose: completes campaigns that are full and chose to complete then; where confirmed slots alone count, once all of them are
-- confirmed. While an item is below its minimum it waits for its deadline. Being full is no moment: this happens in a lifecycle run
-- alone, which is asked for when a campaign fills; until it comes buyers can still leave, and then the campaign is open again.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per campaign that completed.
create or replace function sambatan.complete_full_campaigns(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
begin
  return query
  select closed.campaign_id, 'campaign_completed', closed.old_status, 'fulfilled'::sambatan.sambatan_status, closed.detail
  from sambatan.close_campaigns(array(
    select c.id from sambatan.campaigns c
    where c.id = any (p_ids) and c.status = 'locked' and c.completion = 'when_full' and c.settling_since is null
      and sambatan.counted_slots(c) = c.total_slots and not (c.itemized and sambatan.has_short_item(c.id))
  ), 'fulfilled', null, p_at_time) closed;
end
$$;

comment on function sambatan.complete_full_campaigns(uuid[], timestamptz) is
  'Completes the full ones among campaigns whose rows the caller has locked.';
