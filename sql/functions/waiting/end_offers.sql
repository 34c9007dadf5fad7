-- Purpose: ends offers that were not claimed, with the entries that they were made to, each with its event. The slots themselves are the
-- caller's (give_back_slots), which offers them onward.
-- p_outcome: of the entries; p_metadata: what the events say beside quantity, amount and statuses.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants and entries follow.
-- Returns: the participations afterwards.
create or replace function sambatan.end_offers(p_ids uuid[], p_event text, p_outcome text, p_metadata jsonb, p_at_time timestamptz)
returns setof sambatan.participants
language plpgsql
set enable_seqscan = off
set jit = off
as $$
begin
  update sambatan.waiting_entries w set ended_at = p_at_time, outcome = p_outcome, updated_at = p_at_time
  where w.participation_id = any (p_ids) and w.ended_at is null;
  return query select * from sambatan.move_participations(p_ids, 'cancelled', p_event, p_metadata, p_at_time);
end
$$;

comment on function sambatan.end_offers(uuid[], text, text, jsonb, timestamptz) is
  'Ends offers that were not claimed, with the entries that they were made to.';
