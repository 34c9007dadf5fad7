-- Purpose: how many units of each item that is ordered can be had at the price of its next one, as the API tells it; null units where
-- only the slots that are left limit them.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.left_at_price(
  p_campaign sambatan.campaigns, p_priced sambatan.priced_line[], p_at_time timestamptz) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'item_id', coalesce(i.id, p_campaign.id), 'tier_id', t.id, 'price', coalesce(t.price, i.price, p_campaign.price_per_slot),
      'units', nullif(least(coalesce(t.units_left, 1000000000), coalesce(i.maximum_units - i.units_taken, 1000000000)), 1000000000))
      order by l.place), '[]')
    from (select item, min(place) as place from unnest(p_priced) group by item) l
    left join sambatan.campaign_items i on i.campaign_id = p_campaign.id and i.number = l.item
    left join lateral (
      select t.id, t.price, sambatan.tier_left(t, p_at_time) as units_left from sambatan.item_tiers t
      where t.campaign_id = p_campaign.id and t.item = l.item and sambatan.tier_left(t, p_at_time) > 0
      order by t.number limit 1
    ) t on true);
end
$$;

comment on function sambatan.left_at_price(sambatan.campaigns, sambatan.priced_line[], timestamptz) is
  'How many units of each item that is ordered can be had at the price of its next one.';
