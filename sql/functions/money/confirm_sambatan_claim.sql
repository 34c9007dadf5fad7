-- Purpose: what a buyer said that they have paid has come: it is put on record as received, by the day that they said, and the claim is
-- answered by that record. What reaches what is due confirms a reserved participation.
-- payment: {amount?, method?, reference?, on?, note?, anyway?}; the amount is the one claimed where none is said.
-- Locks, in order: the campaign's row, the participant's row, the claim.
-- Refuses, in order: payment_claim_not_found, campaign_behind, payment_claim_answered, money_date_in_future, money_date_too_old, more_than_due.
-- Returns: the claim.
create or replace function sambatan.confirm_sambatan_claim(claim_id uuid, payment jsonb) returns sambatan.payment_claims
language plpgsql
as $$
declare
  claim sambatan.payment_claims := sambatan.lock_claim(claim_id);
begin
  perform sambatan.record_sambatan_money(claim.participation_id,
    jsonb_build_object('kind', 'received', 'amount', claim.amount, 'on', claim.happened_on) || payment);
  select * into claim from sambatan.payment_claims c where c.id = claim.id;
  return claim;
end
$$;

comment on function sambatan.confirm_sambatan_claim(uuid, jsonb) is
  'Puts on record as received what a buyer said that they have paid; the claim is answered by that.';
