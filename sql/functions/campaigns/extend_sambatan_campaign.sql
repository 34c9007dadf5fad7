-- Purpose: gives a published campaign more time. Never less: those who joined did so on the promise of a date.
-- Locks, in order: the campaign's row.
-- Refuses, in order: campaign_not_found, campaign_behind, campaign_state_invalid (not scheduled, active or full),
-- deadline_not_later, deadline_too_far.
-- Returns: the campaign afterwards.
create or replace function sambatan.extend_sambatan_campaign(campaign_id uuid, new_deadline timestamptz)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
  old_deadline timestamptz;
begin
  campaign := sambatan.lock_campaign_now(campaign_id);
  at_time := sambatan.now();
  old_deadline := campaign.deadline;
  if campaign.status not in ('scheduled', 'active', 'locked') then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'extend'));
  end if;
  if new_deadline is null or new_deadline <= old_deadline then
    perform sambatan.refuse('deadline_not_later', jsonb_build_object('path', 'deadline', 'deadline', old_deadline));
  end if;
  perform sambatan.refuse_far_deadline(new_deadline);
  update sambatan.campaigns set deadline = new_deadline, updated_at = at_time
  where id = campaign.id
  returning * into campaign;
  perform sambatan.record_event(campaign.id, 'campaign_extended', jsonb_build_object(
    'old_deadline', old_deadline, 'new_deadline', new_deadline));
  return campaign;
end
$$;

comment on function sambatan.extend_sambatan_campaign(uuid, timestamptz) is
  'Moves the deadline of a published campaign to a later time, never to an earlier one.';
