-- Purpose: holds against its rule what can be done only to an offer that is open.
-- p_action: the word of the refusal's parameters.
-- Locks: none.
-- Refuses, in order: offer_ended, participation_state_invalid (it never was an offer, or was claimed).
create or replace function sambatan.refuse_no_offer(p_participation sambatan.participants, p_action text) returns void
language plpgsql
as $$
begin
  if p_participation.status = 'offered' then
    return;
  elsif p_participation.offered_at is not null and p_participation.claimed_at is null then
    perform sambatan.refuse('offer_ended', jsonb_build_object('ended_at', p_participation.ended_at));
  end if;
  perform sambatan.refuse('participation_state_invalid', jsonb_build_object('status', p_participation.status, 'action', p_action));
end
$$;

comment on function sambatan.refuse_no_offer(sambatan.participants, text) is 'Refuses what can be done only to an offer that is open.';
