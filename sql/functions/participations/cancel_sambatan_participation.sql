-- Purpose: ends a reserved participation and gives its slots back; a full campaign takes participants again.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, participation_state_invalid.
-- Returns: the participation afterwards.
create or replace function sambatan.cancel_sambatan_participation(participation_id uuid, reason text default null)
returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status <> 'pending_payment' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'cancel'));
  end if;
  return sambatan.move_participation(participation, 'cancelled', 'participant_cancelled', reason);
end
$$;

comment on function sambatan.cancel_sambatan_participation(uuid, text) is
  'Cancels a reserved participation and releases its slots.';
