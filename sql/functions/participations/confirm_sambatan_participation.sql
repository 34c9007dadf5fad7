-- Purpose: confirms a reserved participation (it was paid, or its seller vouches for it); its hold can no longer expire.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, participation_state_invalid.
-- Returns: the participation afterwards.
create or replace function sambatan.confirm_sambatan_participation(participation_id uuid, reason text default null)
returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status <> 'pending_payment' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'confirm'));
  end if;
  return sambatan.move_participation(participation, 'confirmed', 'participant_confirmed', reason);
end
$$;

comment on function sambatan.confirm_sambatan_participation(uuid, text) is
  'Confirms a reserved participation; its hold no longer expires.';
