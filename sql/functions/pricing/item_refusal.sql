-- Purpose: why units of an item cannot be taken now by somebody who holds some of it already, or null when they can: the one answer that
-- joining, quoting and changing an order share.
-- Precedence: not sold (any more), more than one buyer may hold, more than are left.
-- p_taken: units of it that are taken beside those that are written.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.item_refusal(
  p_item sambatan.campaign_items, p_units integer, p_held integer, p_taken integer) returns text
language sql immutable parallel safe
as $$
  select case
    when not p_item.on_sale then 'item_unavailable'
    when p_held + p_units > p_item.max_per_buyer then 'item_limit'
    when p_item.units_taken + p_taken + p_units > p_item.maximum_units then 'item_unavailable'
  end
$$;

comment on function sambatan.item_refusal(sambatan.campaign_items, integer, integer, integer) is
  'The machine word why so many units of an item cannot be taken by somebody who holds some, or null when they can.';
