-- Purpose: what an order costs now, and whether anybody who holds nothing could join with it: decided by the functions that
-- decide a join, after what fell due for the campaign. Takes nothing and promises nothing: the join decides again.
-- wanted: {quantity} or {lines: [{item_id, units}]}.
-- Locks: the campaign's row and its participants, where something fell due; else none.
-- Refuses, in order: campaign_behind, request_invalid, lines_required.
-- Returns: a row, or none where there is no such campaign; `reason` is null where it fits. `amount` is null where the campaign has not so
-- many slots altogether, and `lines` are then none. `lines` as the API tells them; `left_at_price`, how many units of each item ordered
-- can be had at the price of its next one; `next_volume`, the next threshold beyond this order, how many slots of others bring it, and
-- what this order would then cost less;
-- `volume_saves`, what the volume with this order would take off it.
drop function if exists sambatan.quote_sambatan_campaign(uuid, integer);
drop function if exists sambatan.quote_sambatan_campaign(uuid, jsonb);
create or replace function sambatan.quote_sambatan_campaign(p_campaign_id uuid, wanted jsonb)
returns table (
  currency text, amount bigint, quantity integer, reason text, lines jsonb, left_at_price jsonb, next_volume jsonb, volume_saves bigint)
language plpgsql
as $$
#variable_conflict use_column
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
  asked record;
  priced sambatan.priced_line[];
begin
  perform sambatan.catch_up_campaign(p_campaign_id);
  select * into campaign from sambatan.campaigns where id = p_campaign_id;
  if not found then
    return;
  end if;
  at_time := sambatan.now();
  select * into asked from sambatan.read_order(campaign, wanted);
  if asked.quantity is null then
    perform sambatan.refuse('request_invalid', sambatan.order_fault(campaign, wanted));
  elsif asked.quantity = 0 then
    perform sambatan.refuse('lines_required', jsonb_build_object('path', 'lines'));
  end if;
  priced := case when asked.quantity > campaign.total_slots then sambatan.unpriced_lines(asked.lines, asked.quantity)
    when campaign.itemized then sambatan.price_orders(campaign.id, asked.lines, at_time)
    else array[row(1, 1, 1, null, asked.quantity, sambatan.quote(campaign, asked.quantity) / asked.quantity)::sambatan.priced_line] end;
  currency := campaign.currency;
  quantity := asked.quantity;
  reason := sambatan.admission_refusal(campaign, at_time);
  if reason is null and campaign.itemized then
    select o.refusal into reason from sambatan.order_refusal(campaign.id, asked.lines, '', null, null, null) o;
  end if;
  reason := coalesce(reason, sambatan.quantity_refusal(campaign, quantity, 0, sambatan.available_slots(campaign)));
  amount := case
    when quantity > campaign.total_slots then null
    when campaign.itemized then (select one.amount from sambatan.priced_requests(priced) one)
    else sambatan.quote(campaign, quantity) end;
  lines := sambatan.quoted_lines(campaign, priced);
  left_at_price := sambatan.left_at_price(campaign, priced, at_time);
  volume_saves := sambatan.volume_saves(campaign.id, priced, campaign.filled_slots - campaign.offered_slots + quantity);
  next_volume := sambatan.next_volume(campaign.id, priced, campaign.filled_slots - campaign.offered_slots + quantity);
  return next;
end
$$;

comment on function sambatan.quote_sambatan_campaign(uuid, jsonb) is
  'What an order of a campaign costs now, and the machine word why a join with it would be refused, or null.';
