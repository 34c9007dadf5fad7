-- Purpose: how many units of an item are held against its minimum: every one that is ordered, or the confirmed ones alone, as its campaign
-- chose (counted_slots), without what is on offer. Reckoned of the participations: only items with a minimum are asked about, where confirmed slots count.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.counted_units(p_campaign sambatan.campaigns, p_item sambatan.campaign_items) returns integer
language plpgsql stable
as $$
begin
  return (
    select case p_campaign.goal_counts when 'confirmed' then (
      select coalesce(sum(l.units), 0)::integer
      from sambatan.participants p, sambatan.lines_of(p.lines) l
      where p.campaign_id = p_campaign.id and p.status in ('confirmed', 'fulfilled') and l.item = p_item.number and not l.dropped)
    else p_item.units_taken - case when p_campaign.offered_slots > 0 then (
      select coalesce(sum(l.units), 0)::integer
      from sambatan.participants p, sambatan.lines_of(p.lines) l
      where p.campaign_id = p_campaign.id and p.status = 'offered' and l.item = p_item.number) else 0 end
    end);
end
$$;

comment on function sambatan.counted_units(sambatan.campaigns, sambatan.campaign_items) is
  'How many units of an item are held against its minimum.';
