-- Purpose: takes the campaign's row lock for a change of its photos. What has ended is shown as it was.
-- Locks: the campaign's row.
-- Refuses, in order: campaign_not_found, campaign_state_invalid.
create or replace function sambatan.lock_campaign_for_photos(p_campaign_id uuid) returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign_now(p_campaign_id);
  if campaign.status in ('fulfilled', 'expired', 'cancelled') then
    perform sambatan.refuse('campaign_state_invalid',
      jsonb_build_object('status', campaign.status, 'action', 'change_photos'));
  end if;
  return campaign;
end
$$;

comment on function sambatan.lock_campaign_for_photos(uuid) is
  'Locks a campaign whose photos are to be changed; refuses when it has ended.';
