-- Purpose: money in time is in time: reserved participations of which nothing is left to pay are confirmed. Asked after records, and
-- after a change of order, of what those changed.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: how many were confirmed.
create or replace function sambatan.confirm_paid(p_ids uuid[], p_at_time timestamptz) returns integer
language plpgsql
as $$
declare
  paid uuid[] := array(
    select p.id from sambatan.participants p
    where p.id = any (p_ids) and p.status = 'pending_payment' and p.owed_by_buyer = 0
      and (p.paid_amount > p.returned_amount or p.waived_amount > 0));
begin
  if cardinality(paid) > 0 then
    perform sambatan.move_participations(paid, 'confirmed', 'participant_confirmed', '{"cause": "paid"}', p_at_time);
  end if;
  return cardinality(paid);
end
$$;

comment on function sambatan.confirm_paid(uuid[], timestamptz) is
  'Confirms reserved participations of which nothing is left to pay.';
