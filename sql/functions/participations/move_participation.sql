-- Purpose: a change of one participation: its new status with its event, and its slots when it no longer holds any.
-- Locks: none of its own; the caller has called lock_participation.
create or replace function sambatan.move_participation(
  p_participation sambatan.participants, p_new_status sambatan.sambatan_participant_status, p_event text, p_reason text)
returns sambatan.participants
language plpgsql
as $$
declare
  moved sambatan.participants;
  at_time timestamptz := sambatan.now();
begin
  select * into moved from sambatan.move_participations(
    array[p_participation.id], p_new_status, p_event, jsonb_build_object('reason', p_reason), at_time);
  if sambatan.is_live(p_participation.status) and not sambatan.is_live(p_new_status) then
    perform sambatan.give_back_slots(moved.campaign_id, moved.quantity, at_time);
  end if;
  return moved;
end
$$;

comment on function
  sambatan.move_participation(sambatan.participants, sambatan.sambatan_participant_status, text, text) is
  'Moves a locked participation to a new status, with its slots and its audit event.';
