-- Purpose: how often its seller may still give a campaign more time.
-- Locks: none.
create or replace function sambatan.extensions_left(p_campaign sambatan.campaigns) returns integer
language sql immutable parallel safe
as $$ select greatest(2 - p_campaign.seller_extensions, 0) $$;

comment on function sambatan.extensions_left(sambatan.campaigns) is 'How often its seller may still extend a campaign.';
