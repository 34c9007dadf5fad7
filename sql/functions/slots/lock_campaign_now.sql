-- Purpose: the way in for everything that changes a campaign or a participation of it: takes the campaign's row lock, the first
-- lock of every operation (invariant 8), first makes happen what fell due for it, and returns the row as it is then.
-- Locks, in order: the campaign's row; where something was due, its participants.
-- Refuses, in order: campaign_not_found, campaign_behind.
create or replace function sambatan.lock_campaign_now(p_campaign_id uuid) returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign(p_campaign_id);
  if sambatan.catch_up_campaign(p_campaign_id) then
    campaign := sambatan.lock_campaign(p_campaign_id);
  end if;
  return campaign;
end
$$;

comment on function sambatan.lock_campaign_now(uuid) is
  'Locks a campaign''s row for this transaction, brings it to where it should be by now, and returns it.';
