-- Purpose: how many of the slots that count the verdict leaves out of a campaign: those of items below their minimum.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.left_out_slots(p_campaign sambatan.campaigns) returns integer
language plpgsql stable
as $$
begin
  return (
    select case when p_campaign.itemized then (
      select coalesce(sum(n.units * i.slots_per_unit), 0)::integer
      from sambatan.campaign_items i
      cross join lateral (select sambatan.counted_units(p_campaign, i) as units) n
      where i.campaign_id = p_campaign.id and i.minimum_units is not null and n.units < i.minimum_units and i.dropped_at is null)
    else 0 end);
end
$$;

comment on function sambatan.left_out_slots(sambatan.campaigns) is
  'How many of the slots that count the verdict leaves out of a campaign: those of items below their minimum.';
