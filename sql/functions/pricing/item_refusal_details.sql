-- Purpose: what a person needs to know beside the machine word of item_refusal.
-- Locks: none.
create or replace function sambatan.item_refusal_details(
  p_item sambatan.campaign_items, p_refusal text, p_units integer, p_held integer, p_taken integer) returns jsonb
language sql immutable parallel safe
as $$
  select case p_refusal
    when 'item_limit' then jsonb_build_object(
      'item_id', p_item.id, 'item', p_item.name, 'maximum', p_item.max_per_buyer, 'held', p_held, 'requested', p_units)
    else jsonb_build_object('item_id', p_item.id, 'item', p_item.name, 'requested', p_units,
      'available', case when p_item.on_sale then greatest(p_item.maximum_units - p_item.units_taken - p_taken, 0) else 0 end) end
$$;

comment on function sambatan.item_refusal_details(sambatan.campaign_items, text, integer, integer, integer) is
  'The parameters of a refusal of item_refusal.';
