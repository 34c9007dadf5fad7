-- Purpose: an operator gives one buyer the money back: the slots are released, also those of a completed campaign.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, participation_state_invalid.
-- Returns: the participation afterwards.
create or replace function sambatan.refund_sambatan_participation(participation_id uuid, reason text default null)
returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status not in ('pending_payment', 'confirmed') then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'refund'));
  end if;
  return sambatan.move_participation(participation, 'refunded', 'participant_refunded', reason);
end
$$;

comment on function sambatan.refund_sambatan_participation(uuid, text) is
  'Refunds a reserved or confirmed participation and releases its slots.';
