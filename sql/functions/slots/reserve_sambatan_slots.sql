-- Purpose: takes slots of a campaign, for a marketplace that keeps its own participations: insert the participant in
-- the same transaction, or the counter promises slots to nobody. To have it all done, call join_sambatan_campaigns.
-- Locks, in order: the campaign's row.
-- Refuses, in order: slot_count_invalid, campaign_not_found, campaign_behind, lines_required (it sells items by lines),
-- campaign_not_open, campaign_closed, campaign_full, insufficient_slots.
-- Returns: the campaign after the reservation.
create or replace function sambatan.reserve_sambatan_slots(campaign_id uuid, slot_count integer)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
  refusal text;
begin
  if slot_count is null or slot_count < 1 then
    perform sambatan.refuse('slot_count_invalid', jsonb_build_object('slot_count', slot_count));
  end if;
  campaign := sambatan.lock_campaign_now(campaign_id);
  if campaign.itemized then
    perform sambatan.refuse('lines_required', jsonb_build_object('path', 'lines'));
  end if;
  at_time := sambatan.now();
  refusal := sambatan.admission_refusal(campaign, at_time);
  if refusal is not null then
    perform sambatan.refuse(refusal, sambatan.admission_details(campaign));
  end if;
  if slot_count > sambatan.available_slots(campaign) then
    perform sambatan.refuse('insufficient_slots', jsonb_build_object(
      'available', sambatan.available_slots(campaign), 'requested', slot_count,
      'choice', jsonb_build_array(1, sambatan.available_slots(campaign))));
  end if;
  return sambatan.take_slots(campaign.id, slot_count, 0, 0, at_time);
end
$$;

comment on function sambatan.reserve_sambatan_slots(uuid, integer) is
  'Takes slots of an active campaign, or refuses; the campaign turns locked when that fills it.';
