-- Purpose: why a number of slots cannot be taken now by somebody who holds some already, or null when it can: the one answer that
-- joining and quoting share, once admission_refusal has nothing to say. Where fewer slots are left than the least a buyer must
-- take, one may take all that is left, and no less.
-- Precedence: more than one buyer may hold, less than one must take, more than is left.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.quantity_refusal(
  p_campaign sambatan.campaigns, p_quantity integer, p_held integer, p_slots_left integer) returns text
language sql immutable parallel safe
as $$
  select case
    when p_held + p_quantity > p_campaign.max_per_buyer then 'already_joined_limit'
    when p_quantity < least(p_campaign.min_per_buyer - p_held, p_slots_left) then 'below_min_per_buyer'
    when p_quantity > p_slots_left then 'insufficient_slots'
  end
$$;

comment on function sambatan.quantity_refusal(sambatan.campaigns, integer, integer, integer) is
  'The machine word why so many slots cannot be taken by somebody who holds some, or null when they can.';
