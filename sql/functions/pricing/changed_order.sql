-- Purpose: what a participation is when its order is changed (weighed_order), or a refusal.
-- p_wanted: {lines | quantity, expected_amount?}.
-- Locks: none; the caller holds the rows of the campaign and the participation.
-- Refuses, in order: request_invalid, lines_required, item_unavailable, item_limit, already_joined_limit, below_min_per_buyer,
-- insufficient_slots, price_changed.
create or replace function sambatan.changed_order(
  p_campaign sambatan.campaigns, p_participation sambatan.participants, p_wanted jsonb, p_at_time timestamptz,
  out quantity integer, out lines jsonb, out amount bigint)
language plpgsql stable
as $$
#variable_conflict use_column
declare
  weighed record;
begin
  select * into weighed from sambatan.weighed_order(p_campaign, p_participation, p_wanted, p_at_time);
  quantity := weighed.quantity;
  lines := weighed.lines;
  amount := weighed.amount;
  if weighed.refusal is not null then
    perform sambatan.refuse(weighed.refusal, weighed.detail);
  end if;
  if amount > (p_wanted ->> 'expected_amount')::bigint then
    perform sambatan.refuse('price_changed',
      jsonb_build_object('amount', jsonb_build_array(amount, p_campaign.currency),
          'expected_amount', jsonb_build_array((p_wanted ->> 'expected_amount')::bigint, p_campaign.currency)));
  end if;
end
$$;

comment on function sambatan.changed_order(sambatan.campaigns, sambatan.participants, jsonb, timestamptz) is
  'What a participation is when its order is changed, or a refusal.';
