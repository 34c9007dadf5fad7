-- Purpose: the core of every reservation: adds to filled_slots and turns the campaign `locked` in the same write when
-- that was the last slot (invariants 1 and 2). From the first on the prices stay as they are (terms_frozen_at). The CHECK constraints stop an oversell even if the caller erred.
-- p_participations, p_amount: how many participations the caller has inserted uncounted (see count_participants), and the sum
-- of their amounts; 0 for none.
-- Locks: none of its own; the caller holds the campaign's row and has asked admission_refusal.
create or replace function sambatan.take_slots(
  p_campaign_id uuid, p_slots integer, p_participations integer, p_amount bigint, p_at_time timestamptz)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  update sambatan.campaigns set
    filled_slots = filled_slots + p_slots,
    participant_count = participant_count + p_participations,
    contribution = contribution + p_amount,
    status = case when filled_slots + p_slots = total_slots then 'locked' else status end,
    locked_at = case when filled_slots + p_slots = total_slots then p_at_time end,
    terms_frozen_at = coalesce(terms_frozen_at, p_at_time),
    updated_at = p_at_time
  where id = p_campaign_id
  returning * into campaign;
  if campaign.status = 'locked' then
    perform sambatan.record_event(p_campaign_id, 'campaign_full',
      jsonb_build_object('slots', campaign.filled_slots, 'old_status', 'active', 'new_status', 'locked'));
  end if;
  return campaign;
end
$$;

comment on function sambatan.take_slots(uuid, integer, integer, bigint, timestamptz) is
  'Adds slots to a campaign whose row the caller has locked; full becomes locked, with its audit event.';
