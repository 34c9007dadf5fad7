-- Purpose: claims an offer: from then on it is an ordinary reservation, held as long as its campaign gives from the claim. Whoever claims
-- twice has what they have. What was paid for it meanwhile counts.
-- Locks, in order: the campaign's row, the participant's row, the entry.
-- Refuses, in order: participation_not_found, campaign_behind, offer_ended, participation_state_invalid (it never was an offer).
-- Returns: the participation afterwards.
create or replace function sambatan.claim_sambatan_offer(participation_id uuid) returns sambatan.participants
language plpgsql
as $$
#variable_conflict use_column
declare
  participation sambatan.participants := sambatan.lock_participation(participation_id);
  at_time timestamptz := sambatan.now();
  hold_ends timestamptz;
  has_money boolean;
  on_behalf boolean := sambatan.actor() like 'user:%' and sambatan.actor() <> 'user:' || participation.user_id;
begin
  if participation.claimed_at is not null and sambatan.is_live(participation.status) then
    return participation;
  end if;
  perform sambatan.refuse_no_offer(participation, 'claim');
  hold_ends := (
    select least(at_time + c.hold_minutes * interval '1 minute', case when c.goal_counts = 'confirmed'
      then c.deadline + c.settlement_minutes * interval '1 minute' end)
    from sambatan.campaigns c where c.id = participation.campaign_id);
  has_money := participation.paid_amount > participation.returned_amount;
  update sambatan.participants p set
    status = 'pending_payment', claimed_at = at_time, joined_at = at_time, updated_at = at_time,
    hold_expires_at = case when not has_money then hold_ends end, hold_set_aside = case when has_money then hold_ends end,
    on_behalf = p.on_behalf or on_behalf
  where p.id = participation.id
  returning * into participation;
  update sambatan.waiting_entries w set ended_at = at_time, outcome = 'claimed', updated_at = at_time
  where w.participation_id = participation.id;
  -- With the very time of the participation, by which its timeline finds it.
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  values (participation.campaign_id, participation.id, 'participant_joined', sambatan.actor(), jsonb_strip_nulls(jsonb_build_object(
    'quantity', participation.quantity, 'amount', participation.amount, 'from_waiting_list', true,
    'on_behalf', case when participation.on_behalf then true end)), at_time);
  if sambatan.confirm_paid(array[participation.id], at_time) > 0 then
    select * into participation from sambatan.participants p where p.id = participation.id;
  end if;
  return participation;
end
$$;

comment on function sambatan.claim_sambatan_offer(uuid) is 'Claims an offer: it is an ordinary reservation from then on.';
