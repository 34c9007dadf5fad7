-- Purpose: a seller or an operator moves somebody up on the list, before an entry or, with none, before everybody; with a reason, which is
-- shown to those who are passed.
-- Locks, in order: the campaign's row; where something fell due, its participants; the entry.
-- Refuses, in order: waiting_entry_not_found, campaign_behind, reason_required, waiting_ended, offer_open, move_not_up.
-- Returns: the entry afterwards.
create or replace function sambatan.move_sambatan_waiting_entry(entry_id uuid, before uuid, reason text) returns sambatan.waiting_entries
language plpgsql
as $$
#variable_conflict use_column
declare
  entry sambatan.waiting_entries := sambatan.lock_entry(entry_id);
  target sambatan.waiting_entries;
  old_place numeric := entry.place;
begin
  perform sambatan.require_reason(reason);
  perform sambatan.refuse_not_waiting(entry);
  select * into target from sambatan.waiting_entries w
  where w.campaign_id = entry.campaign_id and w.ended_at is null and w.participation_id is null
    and (move_sambatan_waiting_entry.before is null or w.id = move_sambatan_waiting_entry.before)
  order by w.place limit 1;
  if target.id is null or target.place >= entry.place then
    perform sambatan.refuse('move_not_up', jsonb_build_object('path', 'before'));
  end if;
  -- Between the one before it and whoever was there, whatever has ended: half of a sum is exact.
  update sambatan.waiting_entries w set updated_at = sambatan.now(), place = (target.place + coalesce((
    select max(p.place) from sambatan.waiting_entries p where p.campaign_id = w.campaign_id and p.place < target.place
  ), target.place - 2)) * 0.5
  where w.id = entry.id
  returning * into entry;
  perform sambatan.record_event(entry.campaign_id, 'waiting_moved', jsonb_build_object(
    'place', entry.place::text, 'old_place', old_place::text, 'reason', reason), null, 'waiting_entry', entry.id::text);
  return entry;
end
$$;

comment on function sambatan.move_sambatan_waiting_entry(uuid, uuid, text) is 'Moves somebody up on a waiting list, with a reason.';
