-- Purpose: when a reservation ends by itself in a campaign as it stands: with its hold; while the campaign settles with the settlement
-- at the latest, also where money is on record or another system wrote it without a hold. Null: never.
-- Locks: none.
create or replace function sambatan.hold_end(p_campaign sambatan.campaigns, p_hold_expires_at timestamptz) returns timestamptz
language sql stable parallel safe
as $$
  select least(p_hold_expires_at, case when p_campaign.settling_since is not null
    then p_campaign.deadline + p_campaign.settlement_minutes * interval '1 minute' end)
$$;

comment on function sambatan.hold_end(sambatan.campaigns, timestamptz) is
  'When a reservation ends by itself in a campaign as it stands; null: never.';
