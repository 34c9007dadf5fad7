-- Purpose: what a participation has ordered as the API tells it. One that keeps no lines has units of the one item, a slot each.
-- p_product_name: of the campaign's product, which names an item that has no name of its own.
-- Locks: none.
create or replace function sambatan.shown_lines(
  p_participation sambatan.participants, p_campaign sambatan.campaigns, p_product_name text) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select case when p_participation.lines is null then jsonb_build_array(jsonb_build_object(
      'item_id', sambatan.only_item(p_campaign.id),
      'name', coalesce((select i.name from sambatan.campaign_items i where i.campaign_id = p_campaign.id limit 1), left(p_product_name, 80)),
      'units', p_participation.quantity, 'unit_price', p_participation.amount / p_participation.quantity, 'tier_id', null,
      'amount', p_participation.amount, 'dropped', false,
      'final_unit_price', p_participation.final_amount / p_participation.quantity))
    else (
      select jsonb_agg(jsonb_build_object(
        'item_id', i.id, 'name', i.name, 'units', l.units, 'unit_price', l.price, 'tier_id', t.id, 'amount', l.units * l.price,
        'dropped', l.dropped,
        'final_unit_price', case when p_participation.final_amount is not null and not l.dropped then least(l.price, i.volume_price) end)
        order by l.place)
      from sambatan.lines_of(p_participation.lines) l
      join sambatan.campaign_items i on i.campaign_id = p_campaign.id and i.number = l.item
      left join sambatan.item_tiers t on t.campaign_id = p_campaign.id and t.item = l.item and t.number = l.tier)
    end);
end
$$;

comment on function sambatan.shown_lines(sambatan.participants, sambatan.campaigns, text) is
  'What a participation has ordered as the API tells it.';
