-- Purpose: what happens to open campaigns at their deadline. Where confirmed slots alone count and some are still reserved, the
-- campaign settles: nobody joins any more, and the verdict waits until each of those is confirmed or has ended. Elsewhere the
-- verdict is passed.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per campaign that began to settle, completed or failed.
create or replace function sambatan.decide_campaigns(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
begin
  return query
  with settling as (
    update sambatan.campaigns c set settling_since = c.deadline, filled_slots = c.filled_slots - c.offered_slots, updated_at = p_at_time
    where c.id = any (p_ids) and c.status in ('active', 'locked') and c.settling_since is null and c.deadline <= p_at_time
      and c.goal_counts = 'confirmed' and c.filled_slots - c.offered_slots > c.confirmed_slots
    returning c.id, c.status, jsonb_build_object(
      'slots_confirmed', c.confirmed_slots, 'slots_reserved', c.filled_slots - c.confirmed_slots,
      'settles_until', c.deadline + c.settlement_minutes * interval '1 minute', 'due_at', c.deadline) as detail
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
    select s.id, 'campaign_settling', sambatan.actor(), s.detail, p_at_time from settling s
  )
  select s.id, 'campaign_settling', s.status, s.status, s.detail from settling s;

  -- Nothing is offered any more, also where the verdict waits.
  perform sambatan.close_waiting_lists(array(
    select c.id from sambatan.campaigns c where c.id = any (p_ids) and c.settling_since is not null), p_at_time);

  return query
  select * from sambatan.pass_verdict(array(
    select c.id from sambatan.campaigns c
    where c.id = any (p_ids) and c.status in ('active', 'locked') and c.settling_since is null and c.deadline <= p_at_time
  ), p_at_time);
end
$$;

comment on function sambatan.decide_campaigns(uuid[], timestamptz) is
  'Settles, completes or fails campaigns whose rows the caller has locked, where their deadline has passed.';
