-- Purpose: confirms a reserved participation (it was paid, or its seller vouches for it); its hold can no longer expire. Where nothing is
-- said of the payment all that is missing is put on record as received today; a smaller `amount` confirms too, and the rest stays owed;
-- a `payment` that is null confirms and records nothing. With `waive` the rest is given up by the seller.
-- payment: {amount?, method?, reference?, on?, note?, anyway?}.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, offer_open (its buyer has not claimed
-- it), participation_state_invalid, money_date_in_future, money_date_too_old, more_than_due.
-- Returns: the participation afterwards.
drop function if exists sambatan.confirm_sambatan_participation(uuid, text);
create or replace function sambatan.confirm_sambatan_participation(
  participation_id uuid, reason text default null, payment jsonb default '{}', waive boolean default false)
returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
  at_time timestamptz;
  amount bigint := (payment ->> 'amount')::bigint;
begin
  participation := sambatan.lock_participation(participation_id);
  at_time := sambatan.now();
  perform sambatan.refuse_open_offer(participation);
  if participation.status <> 'pending_payment' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'confirm'));
  end if;
  perform sambatan.refuse_future_money((payment ->> 'on')::date);
  perform sambatan.refuse_old_money((payment ->> 'on')::date, array[participation.campaign_id]);
  if sambatan.is_more_than_due(participation, 'received', amount, coalesce((payment -> 'anyway')::boolean, false)) then
    perform sambatan.refuse('more_than_due', sambatan.more_than_due_details(participation, 'received', amount));
  end if;
  perform sambatan.record_money(sambatan.payments_of(array[participation.id], payment, waive), at_time);
  select * into participation from sambatan.move_participations(array[participation.id], 'confirmed', 'participant_confirmed',
    jsonb_build_object('reason', reason), at_time);
  return participation;
end
$$;

comment on function sambatan.confirm_sambatan_participation(uuid, text, jsonb, boolean) is
  'Confirms a reserved participation, with what was received for it; its hold no longer expires.';
