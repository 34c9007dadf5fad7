-- Purpose: the goods of a confirmed participation were received.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, participation_state_invalid, campaign_not_completed.
-- Returns: the participation afterwards.
create or replace function sambatan.fulfil_sambatan_participation(participation_id uuid, reason text default null)
returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status <> 'confirmed' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'fulfil'));
  end if;
  if (select c.status <> 'fulfilled' from sambatan.campaigns c where c.id = participation.campaign_id) then
    perform sambatan.refuse('campaign_not_completed', jsonb_build_object('campaign_id', participation.campaign_id));
  end if;
  return sambatan.move_participation(participation, 'fulfilled', 'participant_fulfilled', reason);
end
$$;

comment on function sambatan.fulfil_sambatan_participation(uuid, text) is
  'Records that the goods of a confirmed participation were received.';
