-- Purpose: takes the locks that an answer to a claim needs, in the one order (invariant 8), and returns the claim as it is then.
-- Locks, in order: the campaign's row, the participant's row, the claim.
-- Refuses, in order: payment_claim_not_found, campaign_behind, payment_claim_answered.
create or replace function sambatan.lock_claim(p_claim_id uuid) returns sambatan.payment_claims
language plpgsql
as $$
declare
  claim sambatan.payment_claims;
begin
  select * into claim from sambatan.payment_claims where id = p_claim_id;
  if not found then
    perform sambatan.refuse('payment_claim_not_found', jsonb_build_object('claim_id', p_claim_id));
  end if;
  perform sambatan.lock_participation(claim.participation_id);
  select * into claim from sambatan.payment_claims where id = p_claim_id for no key update;
  if claim.answered_at is not null then
    perform sambatan.refuse('payment_claim_answered', jsonb_build_object('claim_id', p_claim_id));
  end if;
  return claim;
end
$$;

comment on function sambatan.lock_claim(uuid) is 'Locks what an answer to a claim needs, and returns the claim.';
