-- Purpose: how many slots the verdict leaves out of a campaign: those of items below their minimum.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.left_out_slots(p_campaign sambatan.campaigns) returns integer
language sql stable
as $$
  select case when p_campaign.itemized then (
    select coalesce(sum(i.units_taken * i.slots_per_unit), 0)::integer from sambatan.campaign_items i
    where i.campaign_id = p_campaign.id and i.units_taken < i.minimum_units and i.dropped_at is null)
  else 0 end
$$;

comment on function sambatan.left_out_slots(sambatan.campaigns) is
  'How many slots the verdict leaves out of a campaign: those of items below their minimum.';
