-- Purpose: the core of every change of one participation: writes the new status, gives its slots back when it no longer
-- holds any, and records the event.
-- Locks: none of its own; the caller has called lock_participation.
create or replace function sambatan.move_participation(
  participation sambatan.participants, new_status sambatan.sambatan_participant_status, p_event text, p_reason text)
returns sambatan.participants
language plpgsql
as $$
declare
  moved sambatan.participants;
  at_time timestamptz := sambatan.now();
begin
  update sambatan.participants set status = new_status, updated_at = at_time
  where id = participation.id
  returning * into moved;
  perform sambatan.record_event(moved.campaign_id, p_event, jsonb_strip_nulls(jsonb_build_object(
    'quantity', moved.quantity, 'amount', moved.amount,
    'old_status', participation.status, 'new_status', new_status, 'reason', p_reason)), moved.id);
  if sambatan.is_live(participation.status) and not sambatan.is_live(new_status) then
    perform sambatan.give_back_slots(moved.campaign_id, moved.quantity, at_time);
  end if;
  return moved;
end
$$;

comment on function
  sambatan.move_participation(sambatan.participants, sambatan.sambatan_participant_status, text, text) is
  'Moves a locked participation to a new status, with its slots and its audit event.';
