-- Purpose: what a campaign sells as the API tells it, in the seller's order: with what the next unit of each costs, null when none can be
-- had. A campaign that was made without items has one of its own, with the campaign's id and its product's name.
-- p_product_name: of the campaign's product.
-- Locks: none; what fell due a moment ago may still be to come.
create or replace function sambatan.shown_items(p_campaign sambatan.campaigns, p_product_name text) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(
      (select jsonb_agg(jsonb_build_object(
        'id', i.id, 'name', i.name, 'description', i.description, 'price', i.price, 'compare_at_price', i.compare_at_price,
        'slots_per_unit', i.slots_per_unit, 'maximum_units', i.maximum_units, 'minimum_units', i.minimum_units,
        'max_per_buyer', i.max_per_buyer, 'weight_grams', i.weight_grams, 'sku', i.sku, 'photo_id', i.photo_id, 'on_sale', i.on_sale,
        'units_taken', case when p_campaign.itemized then i.units_taken else p_campaign.filled_slots end,
        'units_counted', case when i.minimum_units is not null then sambatan.counted_units(p_campaign, i) end,
        'price_now', case when sambatan.is_taking(p_campaign)
            and i.slots_per_unit <= sambatan.available_slots(p_campaign) and sambatan.item_refusal(i, 1, 0, 0) is null
          then coalesce((select t.price from sambatan.item_tiers t
            where t.campaign_id = i.campaign_id and t.item = i.number and sambatan.tier_left(t, sambatan.now()) > 0
            order by t.number limit 1), i.price) end,
        'dropped', i.dropped_at is not null,
        'final_price', case when p_campaign.status = 'fulfilled' and i.dropped_at is null then least(i.price, i.volume_price) end,
        'tiers', coalesce((
          select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'price', t.price, 'units', t.units, 'ends_at', t.ends_at,
            'units_taken', t.units_taken, 'units_left', nullif(sambatan.tier_left(t, sambatan.now()), 1000000000)) order by t.number)
          from sambatan.item_tiers t where t.campaign_id = i.campaign_id and t.item = i.number), '[]')) order by i.position, i.number)
      from sambatan.campaign_items i where i.campaign_id = p_campaign.id),
      jsonb_build_array(jsonb_build_object(
        'id', p_campaign.id, 'name', left(p_product_name, 80), 'description', '', 'price', p_campaign.price_per_slot,
        'compare_at_price', null, 'slots_per_unit', 1, 'maximum_units', null, 'minimum_units', null, 'max_per_buyer', null,
        'weight_grams', null, 'sku', null, 'photo_id', null, 'on_sale', true, 'units_taken', p_campaign.filled_slots,
        'units_counted', null,
        'price_now', case when sambatan.is_taking(p_campaign) and sambatan.available_slots(p_campaign) > 0 then p_campaign.price_per_slot end,
        'dropped', false,
        'final_price', case when p_campaign.status = 'fulfilled' then least(p_campaign.price_per_slot,
          sambatan.volume_price(p_campaign.id, 1::smallint, p_campaign.closed_slots)) end,
        'tiers', '[]'::jsonb))));
end
$$;

comment on function sambatan.shown_items(sambatan.campaigns, text) is 'What a campaign sells as the API tells it, in the seller''s order.';
