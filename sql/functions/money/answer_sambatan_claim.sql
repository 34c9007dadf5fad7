-- Purpose: answers a buyer who said that they have paid, in words: that nothing has come, or what they are to do. They are told, and may say
-- so again. Where it has come it is confirmed instead.
-- Locks, in order: the campaign's row, the participant's row, the claim.
-- Refuses, in order: payment_claim_not_found, campaign_behind, payment_claim_answered, reason_required.
create or replace function sambatan.answer_sambatan_claim(claim_id uuid, answer text) returns sambatan.payment_claims
language plpgsql
as $$
declare
  claim sambatan.payment_claims := sambatan.lock_claim(claim_id);
begin
  perform sambatan.require_reason(answer);
  update sambatan.payment_claims c set answered_at = sambatan.now(), answered_by = sambatan.actor(), answer = btrim($2)
  where c.id = claim.id returning * into claim;
  perform sambatan.record_event(claim.campaign_id, 'payment_claim_answered',
    jsonb_build_object('claim_id', claim.id, 'amount', claim.amount, 'happened_on', claim.happened_on, 'answer', claim.answer),
    claim.participation_id);
  return claim;
end
$$;

comment on function sambatan.answer_sambatan_claim(uuid, text) is 'Answers in words a buyer who said that they have paid.';
