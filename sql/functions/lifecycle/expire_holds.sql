-- Purpose: cancels reserved participations whose hold has expired and gives their slots back; a full campaign reopens.
-- Of a campaign that filled, or reached its deadline, only holds that had expired by then: the others belong to the
-- group that was complete.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per campaign whose holds expired.
create or replace function sambatan.expire_holds(ids uuid[], at_time timestamptz)
returns table (
  campaign_id uuid, action text, old_status sambatan.sambatan_status, new_status sambatan.sambatan_status, detail jsonb)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  released record;
  campaign sambatan.campaigns;
begin
  for released in
    with expired as (
      update sambatan.participants p set status = 'cancelled', updated_at = at_time
      from sambatan.campaigns c
      where c.id = any (ids) and c.status in ('active', 'locked')
        and p.campaign_id = c.id and p.status = 'pending_payment'
        and sambatan.hold_lapses(p.hold_expires_at, c.locked_at, c.deadline, at_time)
      returning p.id, p.campaign_id, p.quantity, p.amount, p.hold_expires_at, c.status as campaign_status
    ), recorded as (
      insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
      select e.campaign_id, e.id, 'hold_expired', sambatan.actor(), jsonb_build_object(
        'quantity', e.quantity, 'amount', e.amount, 'hold_expires_at', e.hold_expires_at,
        'old_status', 'pending_payment', 'new_status', 'cancelled'), at_time
      from expired e
    )
    select e.campaign_id, e.campaign_status, sum(e.quantity)::int as slots, count(*)::int as participants
    from expired e
    group by e.campaign_id, e.campaign_status
  loop
    campaign := sambatan.give_back_slots(released.campaign_id, released.slots, at_time);
    campaign_id := released.campaign_id;
    action := 'hold_expired';
    old_status := released.campaign_status;
    new_status := campaign.status;
    detail := jsonb_build_object('slots', released.slots, 'participants', released.participants);
    return next;
  end loop;
end
$$;

comment on function sambatan.expire_holds(uuid[], timestamptz) is
  'Cancels reserved participations whose hold has expired, for campaigns whose rows the caller has locked.';
