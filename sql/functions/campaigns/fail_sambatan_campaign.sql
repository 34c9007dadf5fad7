-- Purpose: the campaign did not reach its goal: `expired`, and every reserved and confirmed participation is refunded.
-- Locks, in order: the campaign's row, its participants.
-- Refuses, in order: campaign_not_found, campaign_behind, campaign_state_invalid.
-- Returns: the campaign afterwards.
create or replace function sambatan.fail_sambatan_campaign(campaign_id uuid)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign_now(campaign_id);
  if campaign.status <> 'active' and not (campaign.status = 'locked' and campaign.goal_counts = 'confirmed') then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'fail'));
  end if;
  perform sambatan.close_campaigns(array[campaign.id], 'expired', null, sambatan.now());
  return sambatan.lock_campaign(campaign.id);
end
$$;

comment on function sambatan.fail_sambatan_campaign(uuid) is
  'Fails an open campaign and refunds every reserved and confirmed participation.';
