-- Purpose: declines an offer, which ends the entry that it was made to, and goes onward at once. Whoever declines twice has declined.
-- Locks, in order: the campaign's row, the participant's row, the entry.
-- Refuses, in order: participation_not_found, campaign_behind, offer_ended, participation_state_invalid.
-- Returns: the participation afterwards.
create or replace function sambatan.decline_sambatan_offer(participation_id uuid, reason text default null) returns sambatan.participants
language plpgsql
as $$
#variable_conflict use_column
declare
  participation sambatan.participants := sambatan.lock_participation(participation_id);
begin
  if exists (select from sambatan.waiting_entries w where w.participation_id = participation.id and w.outcome = 'declined') then
    return participation;
  end if;
  perform sambatan.refuse_no_offer(participation, 'decline');
  return sambatan.decline_offer(participation.id, 'declined', reason);
end
$$;

comment on function sambatan.decline_sambatan_offer(uuid, text) is 'Declines an offer; it goes onward at once.';
