-- Purpose: what a person needs to know beside the machine word of quantity_refusal; `choice` is the least and the most that would be taken.
-- Locks: none.
create or replace function sambatan.quantity_refusal_details(
  p_campaign sambatan.campaigns, p_refusal text, p_quantity integer, p_held integer, p_slots_left integer) returns jsonb
language sql immutable parallel safe
as $$
  select case p_refusal
    when 'already_joined_limit' then
      jsonb_build_object('maximum', p_campaign.max_per_buyer, 'held', p_held, 'requested', p_quantity)
    when 'below_min_per_buyer' then
      jsonb_build_object('minimum', p_campaign.min_per_buyer, 'held', p_held, 'requested', p_quantity,
        'choice', jsonb_build_array(least(p_campaign.min_per_buyer - p_held, p_slots_left),
          least(p_slots_left, p_campaign.max_per_buyer - p_held)))
    else jsonb_build_object('available', p_slots_left, 'requested', p_quantity,
      'choice', jsonb_build_array(greatest(least(p_campaign.min_per_buyer - p_held, p_slots_left), 1), p_slots_left)) end
$$;

comment on function sambatan.quantity_refusal_details(sambatan.campaigns, text, integer, integer, integer) is
  'The parameters of a refusal of quantity_refusal.';
