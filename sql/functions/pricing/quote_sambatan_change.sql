-- Purpose: what a participation would come to with another order, and whether whoever asks could change it so: decided by the functions
-- that decide the change, after what fell due for its campaign. Units that stay keep their price. Takes nothing and promises nothing:
-- the change decides again.
-- wanted: {quantity} or {lines: [{item_id, units}]}, the whole order as it would be.
-- Locks: the campaign's row and its participants, where something fell due; else none.
-- Refuses, in order: participation_not_found, campaign_behind, request_invalid, lines_required.
-- Returns: a row, as quote_sambatan_campaign: `reason` is null where it can be changed so; `next_volume` and `volume_saves` count the slots
-- of the order as it would be in place of those that it has.
create or replace function sambatan.quote_sambatan_change(participation_id uuid, wanted jsonb)
returns table (
  currency text, amount bigint, quantity integer, reason text, lines jsonb, left_at_price jsonb, next_volume jsonb, volume_saves bigint)
language plpgsql
as $$
#variable_conflict use_column
declare
  participation sambatan.participants;
  campaign sambatan.campaigns;
  at_time timestamptz;
  weighed record;
  filled integer;
begin
  select * into participation from sambatan.participants p where p.id = participation_id;
  if not found then
    perform sambatan.refuse('participation_not_found', jsonb_build_object('participation_id', participation_id));
  end if;
  if sambatan.catch_up_campaign(participation.campaign_id) then
    select * into participation from sambatan.participants p where p.id = participation_id;
  end if;
  select * into campaign from sambatan.campaigns c where c.id = participation.campaign_id;
  at_time := sambatan.now();
  select * into weighed from sambatan.weighed_order(campaign, participation, wanted, at_time);
  currency := campaign.currency;
  quantity := weighed.quantity;
  amount := case when quantity <= campaign.total_slots then weighed.amount end;
  reason := coalesce(sambatan.order_change_refusal(campaign, participation, at_time), weighed.refusal);
  lines := sambatan.quoted_lines(campaign, weighed.priced);
  left_at_price := sambatan.left_at_price(campaign, weighed.priced, at_time);
  filled := campaign.filled_slots - campaign.offered_slots - case when sambatan.is_live(participation.status) then participation.quantity else 0 end + quantity;
  volume_saves := sambatan.volume_saves(campaign.id, weighed.priced, filled);
  next_volume := sambatan.next_volume(campaign.id, weighed.priced, filled);
  return next;
end
$$;

comment on function sambatan.quote_sambatan_change(uuid, jsonb) is
  'What a participation would come to with another order, and the machine word why it could not be changed so, or null.';
