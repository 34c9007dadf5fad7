-- Purpose: the core of every ending, for any number of campaigns at once: completed (`fulfilled`: every reserved
-- participation is confirmed; where confirmed slots alone count it is cancelled, so that nobody unpaid is carried along), failed
-- (`expired`) or `cancelled` (every reserved and confirmed participation is refunded, and no slot is held any more).
-- Of what completes, items below their minimum drop, and everybody gets their final amount (drop_short_items, settle_prices).
-- closed_slots keeps how far the group had come, and closed_contribution what that came to. Invariants 1, 3 and 10.
-- Locks: none of its own; the caller holds the campaigns' rows. Items and participants follow, as always.
-- Returns: a row per campaign.
create or replace function sambatan.close_campaigns(
  p_ids uuid[], p_new_status sambatan.sambatan_status, p_reason text, p_at_time timestamptz)
returns table (campaign_id uuid, old_status sambatan.sambatan_status, detail jsonb)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  completing constant boolean := p_new_status = 'fulfilled';
  closed jsonb;
begin
  if cardinality(p_ids) = 0 then
    return;
  end if;
  with before as materialized (
    select c.id, c.status, c.participant_count,
      case when p_new_status = 'cancelled' then null
        -- Where confirmed slots count nothing ends before the last reservation is resolved.
        else greatest(
          case when c.deadline <= p_at_time then c.deadline when completing then c.locked_at end,
          case when c.goal_counts = 'confirmed' then sambatan.last_resolved_at(c.id) end) end as due_at
    from sambatan.campaigns c where c.id = any (p_ids)
  ), changed as (
    update sambatan.campaigns c set
      status = p_new_status,
      closed_slots = case when completing then sambatan.counted_slots(c) - sambatan.left_out_slots(c)
        else c.filled_slots - c.offered_slots end,
      -- Of what completes it is known only when all have their final amounts.
      closed_contribution = case when not completing then c.contribution end,
      filled_slots = case when completing then sambatan.counted_slots(c) - sambatan.left_out_slots(c) else 0 end,
      settling_since = null,
      locked_at = null,
      fulfilled_at = case when completing then p_at_time end,
      cancelled_at = case when completing then null else p_at_time end,
      updated_at = p_at_time
    where c.id = any (p_ids)
    returning c.id, c.closed_slots, c.minimum_slots, c.total_slots
  )
  select jsonb_agg(jsonb_build_object('id', b.id, 'old_status', b.status, 'detail', jsonb_strip_nulls(jsonb_build_object(
    'old_status', b.status, 'new_status', p_new_status, 'slots', c.closed_slots, 'minimum_slots', c.minimum_slots,
    'total_slots', c.total_slots, 'participants', b.participant_count, 'due_at', b.due_at,
    'reason', p_reason))))
  into closed
  from changed c join before b on b.id = c.id;

  insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
  select (c ->> 'id')::uuid,
    case p_new_status when 'fulfilled' then 'campaign_completed' when 'expired' then 'campaign_failed' else 'campaign_cancelled' end,
    sambatan.actor(), c -> 'detail', p_at_time
  from jsonb_array_elements(closed) c;

  -- Offers count for nothing, and hold nothing any more; nobody waits for what is over.
  perform sambatan.close_waiting_lists(p_ids, p_at_time);
  if completing then
    perform sambatan.drop_short_items(p_ids, p_at_time);
    perform sambatan.move_participations(
      array(select p.id from sambatan.campaigns c join sambatan.participants p on p.campaign_id = c.id
        where c.id = any (p_ids) and c.goal_counts = 'claims' and p.status = 'pending_payment'),
      'confirmed', 'participant_confirmed', '{}', p_at_time);
    perform sambatan.move_participations(
      array(select p.id from sambatan.campaigns c join sambatan.participants p on p.campaign_id = c.id
        where c.id = any (p_ids) and c.goal_counts = 'confirmed' and p.status = 'pending_payment'),
      'cancelled', 'participant_cancelled', '{"cause": "campaign_completed"}', p_at_time);
    perform sambatan.settle_prices(p_ids, p_at_time);
    update sambatan.campaigns c set closed_contribution = c.contribution where c.id = any (p_ids);
  else
    perform sambatan.move_participations(
      array(select p.id from sambatan.participants p
        where p.campaign_id = any (p_ids) and p.status in ('pending_payment', 'confirmed')),
      'refunded', 'participant_refunded', '{}', p_at_time);
  end if;

  -- What has ended fails no more, also when a person ended it between two tries of the scheduler.
  delete from sambatan.lifecycle_failures f where f.campaign_id = any (p_ids);

  return query
  select (c ->> 'id')::uuid, (c ->> 'old_status')::sambatan.sambatan_status, c -> 'detail'
  from jsonb_array_elements(closed) c;
end
$$;

comment on function sambatan.close_campaigns(uuid[], sambatan.sambatan_status, text, timestamptz) is
  'Ends campaigns whose rows the caller has locked: completed, failed or cancelled, with their participants and events.';
