-- Purpose: whether an item of a campaign has fewer units than it needs to be made: then the campaign does not complete by being full.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.has_short_item(p_campaign_id uuid) returns boolean
language sql stable
as $$
  select exists (
    select from sambatan.campaign_items i
    where i.campaign_id = p_campaign_id and i.units_taken < i.minimum_units and i.dropped_at is null)
$$;

comment on function sambatan.has_short_item(uuid) is 'Whether an item of a campaign has fewer units than it needs to be made.';
