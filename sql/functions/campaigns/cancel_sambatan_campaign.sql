-- Purpose: its seller or an operator stops a campaign that has not ended: `cancelled`, and every reserved and confirmed
-- participation is refunded.
-- Locks, in order: the campaign's row, its participants.
-- Refuses, in order: campaign_not_found, campaign_behind, campaign_state_invalid.
-- Returns: the campaign afterwards.
create or replace function sambatan.cancel_sambatan_campaign(campaign_id uuid, reason text default null)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign_now(campaign_id);
  if campaign.status not in ('draft', 'scheduled', 'active', 'locked') then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'cancel'));
  end if;
  perform sambatan.close_campaigns(array[campaign.id], 'cancelled', reason, sambatan.now());
  return sambatan.lock_campaign(campaign.id);
end
$$;

comment on function sambatan.cancel_sambatan_campaign(uuid, text) is
  'Cancels a campaign that has not ended and refunds every reserved and confirmed participation.';
