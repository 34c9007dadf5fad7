-- Purpose: changes what a participation has ordered, at once and without losing what it keeps: units kept keep their price, added ones pay
-- today's, of an item the dearest go first. What is added competes like a join, with what is given up in the same change. A reserved
-- one is its buyer's to change, a confirmed one only its seller's, an operator's or a service's. Another person gives a reason. What is
-- then paid in full is confirmed.
-- wanted: {lines | quantity, expected_amount?, reason?}, as join_sambatan_campaigns takes them.
-- Locks, in order: the campaign's row, the participant's row, the items and tiers.
-- Refuses, in order: participation_not_found, campaign_behind, offer_open, participation_state_invalid, campaign_closed,
-- reason_required, lines_required, request_invalid, item_unavailable, item_limit, already_joined_limit, below_min_per_buyer, insufficient_slots,
-- price_changed.
-- Returns: the participation afterwards.
create or replace function sambatan.change_sambatan_order(participation_id uuid, wanted jsonb) returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants := sambatan.lock_participation(participation_id);
  before sambatan.participants := participation;
  campaign sambatan.campaigns;
  at_time timestamptz := sambatan.now();
  refusal text;
  changed record;
begin
  perform sambatan.refuse_open_offer(participation);
  select * into campaign from sambatan.campaigns c where c.id = participation.campaign_id;
  refusal := sambatan.order_change_refusal(campaign, participation, at_time);
  if refusal = 'participation_state_invalid' then
    perform sambatan.refuse(refusal, jsonb_build_object('status', participation.status, 'action', 'change'));
  elsif refusal is not null then
    perform sambatan.refuse(refusal, sambatan.admission_details(campaign));
  end if;
  if participation.status = 'confirmed' or sambatan.actor() like 'user:%' and sambatan.actor() <> 'user:' || participation.user_id then
    perform sambatan.require_reason(wanted ->> 'reason');
  end if;
  select * into changed from sambatan.changed_order(campaign, participation, wanted, at_time);
  -- The same lines in another order are no change.
  if changed.quantity = participation.quantity and (changed.lines is not distinct from participation.lines
    or changed.lines @> participation.lines and changed.lines <@ participation.lines) then
    return participation;
  end if;
  update sambatan.participants p set
    quantity = changed.quantity, amount = changed.amount, lines = changed.lines, updated_at = at_time,
    first_order = coalesce(p.first_order, sambatan.order_of(p))
  where p.id = participation.id
  returning * into participation;
  perform sambatan.record_event(campaign.id, 'participant_changed', jsonb_strip_nulls(jsonb_build_object(
    'quantity', participation.quantity, 'amount', participation.amount,
    'old_quantity', before.quantity, 'old_amount', before.amount,
    'lines', sambatan.told_lines(participation), 'old_lines', sambatan.told_lines(before),
    'reason', wanted ->> 'reason')), participation.id);
  if changed.quantity > before.quantity then
    campaign := sambatan.take_slots(campaign.id, changed.quantity - before.quantity, 0, 0, at_time);
  else
    -- Also units of an item that came free without a slot go to those who wait.
    campaign := sambatan.give_back_slots(campaign.id, before.quantity - changed.quantity, at_time);
    -- A swap between items can end what a full campaign waited for.
    perform sambatan.refresh_due(array[campaign.id]);
  end if;
  -- What was paid may be all of what is due now.
  if sambatan.confirm_paid(array[participation.id], at_time) > 0 then
    select * into participation from sambatan.participants p where p.id = participation.id;
  end if;
  return participation;
end
$$;

comment on function sambatan.change_sambatan_order(uuid, jsonb) is
  'Changes what a participation has ordered: kept units keep their price, added ones pay today''s.';
