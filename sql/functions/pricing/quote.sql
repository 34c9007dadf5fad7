-- Purpose: what a number of slots of a campaign costs, in the smallest unit of its currency: the one function that knows prices.
-- Locks: none.
create or replace function sambatan.quote(p_campaign sambatan.campaigns, p_quantity integer) returns bigint
language sql immutable parallel safe
as $$ select p_campaign.price_per_slot * p_quantity $$;

comment on function sambatan.quote(sambatan.campaigns, integer) is
  'What a number of slots of a campaign costs, in the smallest unit of its currency.';
