-- Purpose: reads what one request orders of a campaign, `lines` or `quantity`, whether or not it sells items.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
-- Returns: the slots, 0 where lines are needed, null where it is invalid; and the lines where the campaign sells items.
create or replace function sambatan.read_order(
  p_campaign sambatan.campaigns, p_wanted jsonb, out quantity integer, out lines sambatan.order_line[])
language plpgsql stable
as $$
begin
  if p_campaign.itemized then
    select o.lines, o.quantities[1] into lines, quantity
    from sambatan.read_orders(p_campaign.id, jsonb_build_array(p_wanted)) o;
  else
    quantity := sambatan.only_units(p_campaign.id, p_wanted -> 'lines', (p_wanted ->> 'quantity')::integer);
    if quantity not between 1 and 2000000000 then
      quantity := null;
    end if;
  end if;
end
$$;

comment on function sambatan.read_order(sambatan.campaigns, jsonb) is 'What one request orders of a campaign.';
