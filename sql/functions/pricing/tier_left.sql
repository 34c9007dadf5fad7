-- Purpose: how many units can still be had at a tier's price: as many as anybody could want where its end alone limits it, none after it.
-- Locks: none.
create or replace function sambatan.tier_left(p_tier sambatan.item_tiers, p_at_time timestamptz) returns integer
language sql immutable parallel safe
as $$
  select case
    when p_tier.ends_at <= p_at_time then 0
    when p_tier.units is null then 1000000000
    else p_tier.units - p_tier.units_taken end
$$;

comment on function sambatan.tier_left(sambatan.item_tiers, timestamptz) is 'How many units can still be had at a tier''s price.';
