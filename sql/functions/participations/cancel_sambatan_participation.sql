-- Purpose: ends a participation and gives its slots back; a full campaign takes participants again. A reserved one; a confirmed one while
-- its buyer may leave (may_leave_until), which is the right of its buyer, and of no other person; or a confirmed one that is not fully
-- paid, whose slots its seller, an operator or another system releases with a reason, also after its campaign completed. What was paid
-- is owed back. An offer that nobody claimed is declined by it.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, participation_state_invalid, reason_required.
-- Returns: the participation afterwards.
create or replace function sambatan.cancel_sambatan_participation(participation_id uuid, reason text default null)
returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
  campaign sambatan.campaigns;
  is_buyer boolean;
begin
  participation := sambatan.lock_participation(participation_id);
  select * into campaign from sambatan.campaigns c where c.id = participation.campaign_id;
  is_buyer := sambatan.actor() = 'user:' || participation.user_id;
  if participation.status = 'offered' then
    return sambatan.decline_offer(participation.id, case when is_buyer then 'declined' else 'removed' end, reason);
  end if;
  if participation.status <> 'pending_payment' and not coalesce(
    participation.status = 'confirmed' and sambatan.now() < sambatan.may_leave_until(participation, campaign)
    and (sambatan.actor() not like 'user:%' or is_buyer), false) then
    if participation.status <> 'confirmed' or is_buyer or participation.owed_by_buyer = 0 then
      perform sambatan.refuse('participation_state_invalid',
        jsonb_build_object('status', participation.status, 'action', 'cancel'));
    end if;
    perform sambatan.require_reason(reason);
  end if;
  return sambatan.move_participation(participation, 'cancelled', 'participant_cancelled', reason);
end
$$;

comment on function sambatan.cancel_sambatan_participation(uuid, text) is
  'Cancels a participation that is reserved, not fully paid, or whose buyer may leave, and releases its slots.';
