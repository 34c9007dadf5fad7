-- Purpose: an operator takes back that goods were received: the participation is confirmed again, and can be refunded.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, participation_state_invalid, reason_required.
-- Returns: the participation afterwards.
create or replace function sambatan.unfulfil_sambatan_participation(participation_id uuid, reason text)
returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status <> 'fulfilled' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'unfulfil'));
  end if;
  perform sambatan.require_reason(reason);
  return sambatan.move_participation(participation, 'confirmed', 'participant_unfulfilled', reason);
end
$$;

comment on function sambatan.unfulfil_sambatan_participation(uuid, text) is
  'Takes back that the goods of a participation were received, with a reason.';
