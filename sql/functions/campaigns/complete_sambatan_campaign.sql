-- Purpose: the campaign succeeded: `fulfilled`, and every reserved participation is confirmed; where confirmed slots alone count it
-- is cancelled. Whoever calls it decides that the time has come (the scheduler does when it is full, or when the verdict meets
-- the goal).
-- Locks, in order: the campaign's row, its participants.
-- Refuses, in order: campaign_not_found, campaign_behind, campaign_state_invalid.
-- Returns: the campaign afterwards.
create or replace function sambatan.complete_sambatan_campaign(campaign_id uuid)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign_now(campaign_id);
  if campaign.status not in ('active', 'locked') then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'complete'));
  end if;
  perform sambatan.close_campaigns(array[campaign.id], 'fulfilled', null, sambatan.now());
  return sambatan.lock_campaign(campaign.id);
end
$$;

comment on function sambatan.complete_sambatan_campaign(uuid) is
  'Completes an active or full campaign; what is reserved is confirmed, or cancelled where confirmed slots alone count.';
