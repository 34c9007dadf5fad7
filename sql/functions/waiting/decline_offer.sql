-- Purpose: ends an open offer by whoever does not want it, and gives its slots back: they go onward at once.
-- p_outcome: of its entry.
-- Locks: none of its own; the caller has called lock_participation, or lock_entry. Participants and entries follow.
create or replace function sambatan.decline_offer(p_participation_id uuid, p_outcome text, p_reason text) returns sambatan.participants
language plpgsql
as $$
declare
  ended sambatan.participants;
  at_time timestamptz := sambatan.now();
begin
  select * into ended from sambatan.end_offers(
    array[p_participation_id], 'offer_declined', p_outcome, jsonb_build_object('reason', p_reason), at_time);
  perform sambatan.give_back_slots(ended.campaign_id, ended.quantity, at_time);
  return ended;
end
$$;

comment on function sambatan.decline_offer(uuid, text, text) is 'Ends an open offer that somebody does not want; it goes onward at once.';
