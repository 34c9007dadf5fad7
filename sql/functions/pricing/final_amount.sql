-- Purpose: what a participation comes to in the end when so many slots complete: each unit that did not drop at the lower of what was
-- agreed and what the volume brings.
-- Locks: none.
create or replace function sambatan.final_amount(
  p_campaign sambatan.campaigns, p_participation sambatan.participants, p_slots integer) returns bigint
language sql stable
as $$
  select case when p_participation.lines is null then
    -- Of one item at one price the agreed price is what each slot came to.
    least(p_participation.amount, p_participation.quantity * sambatan.volume_price(p_campaign.id, 1::smallint, p_slots))
  else (
    select coalesce(sum(l.units * least(l.price, sambatan.volume_price(p_campaign.id, l.item, p_slots))), 0)::bigint
    from sambatan.lines_of(p_participation.lines) l where not l.dropped)
  end
$$;

comment on function sambatan.final_amount(sambatan.campaigns, sambatan.participants, integer) is
  'What a participation comes to in the end when so many slots complete.';
