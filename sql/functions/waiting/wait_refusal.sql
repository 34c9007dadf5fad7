-- Purpose: why nobody, or not this buyer, may wait for a campaign with an order, or nothing when they may; shared by waiting and by
-- changing an entry. What could never fit is refused: more than there is, or than one buyer may hold beside what they hold.
-- Precedence: not open yet, closed, the seller's own; what an item refuses; what the number of slots does.
-- Locks: none; the caller holds the campaign's row.
create or replace function sambatan.wait_refusal(
  p_campaign sambatan.campaigns, p_user_id text, p_lines sambatan.order_line[], p_quantity integer, p_held integer,
  p_at_time timestamptz, out refusal text, out detail jsonb)
language plpgsql stable
as $$
declare
  refused record;
begin
  refusal := nullif(sambatan.admission_refusal(p_campaign, p_at_time), 'campaign_full');
  if refusal is not null then
    detail := sambatan.admission_details(p_campaign);
    return;
  elsif p_user_id = p_campaign.seller_id then
    refusal := 'own_campaign';
    return;
  end if;
  if p_campaign.itemized then
    -- As if nobody else had taken any: what others hold can come free.
    select why.refusal, sambatan.item_refusal_details(i, why.refusal, l.units, held.units, -i.units_taken) as detail into refused
    from unnest(p_lines) with ordinality as l (ord, place, item, item_id, units, slots_per_unit, max_per_buyer, line)
    join sambatan.campaign_items i on i.campaign_id = p_campaign.id and i.number = l.item
    cross join lateral (
      select case when l.max_per_buyer is null then 0 else sambatan.held_units(p_campaign.id, p_user_id, l.item) end as units) held
    cross join lateral (select sambatan.item_refusal(i, l.units, held.units, -i.units_taken) as refusal) why
    where why.refusal is not null
    order by l.line limit 1;
    if refused.refusal is not null then
      refusal := refused.refusal;
      detail := refused.detail;
      return;
    end if;
  end if;
  refusal := sambatan.quantity_refusal(p_campaign, p_quantity, p_held, p_campaign.total_slots);
  detail := case when refusal is not null
    then sambatan.quantity_refusal_details(p_campaign, refusal, p_quantity, p_held, p_campaign.total_slots) end;
end
$$;

comment on function sambatan.wait_refusal(
  sambatan.campaigns, text, sambatan.order_line[], integer, integer, timestamptz) is
  'The machine word why a buyer may not wait for a campaign with an order, with its parameters, or null when they may.';
