-- Purpose: gives slots of a campaign back; the counterpart of reserve_sambatan_slots, with the same duty to end the
-- participation in the same transaction.
-- Locks, in order: the campaign's row.
-- Refuses, in order: slot_count_invalid, campaign_not_found, campaign_behind, release_below_zero.
-- Returns: the campaign after the release.
create or replace function sambatan.release_sambatan_slots(campaign_id uuid, slot_count integer)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  if slot_count is null or slot_count < 1 then
    perform sambatan.refuse('slot_count_invalid', jsonb_build_object('slot_count', slot_count));
  end if;
  campaign := sambatan.lock_campaign_now(campaign_id);
  return sambatan.give_back_slots(campaign.id, slot_count, sambatan.now());
end
$$;

comment on function sambatan.release_sambatan_slots(uuid, integer) is
  'Gives slots of a campaign back, never below zero; a locked campaign turns active.';
