-- Purpose: writes an event for each reservation that ends soon, of which its buyer is told. Each hold once: up to which end they have
-- been reminded of stands in the campaign's row, and is written in the same transaction. Not of one that had less than twice the
-- lead from its beginning, whose buyer has just been told; nor of one that will not lapse (hold_limit).
-- Locks: none of its own; the caller holds the campaigns' rows.
-- Returns: a row per campaign with such reservations.
--
-- Plans: the holds of a campaign are found in the order of their ends, and all of them are written at once.
create or replace function sambatan.remind_of_holds(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  return query
  with near as materialized (
    select c.id, c.status, c as campaign, lead, coalesce(c.holds_reminded_until, '-infinity') as since
    from sambatan.campaigns c, sambatan.hold_reminder_lead(c.hold_minutes) lead
    where c.id = any (p_ids) and c.status in ('active', 'locked') and lead is not null
  ), ending as materialized (
    select n.id as campaign_id, n.status as campaign_status, p.id, p.quantity, p.amount, p.hold_expires_at,
      p.hold_expires_at > p_at_time and p.joined_at + 2 * n.lead <= p.hold_expires_at
        and ((n.campaign).goal_counts = 'confirmed' or p.hold_expires_at <= sambatan.hold_limit(n.campaign)) as makes_sense
    from near n
    join sambatan.participants p on p.campaign_id = n.id and p.status = 'pending_payment' and p.hold_expires_at is not null
      and p.hold_expires_at > n.since and p.hold_expires_at <= p_at_time + n.lead
  ), remembered as (
    update sambatan.campaigns c set holds_reminded_until = p_at_time + sambatan.hold_reminder_lead(c.hold_minutes)
    where c.id in (select e.campaign_id from ending e)
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
    select e.campaign_id, e.id, 'hold_ends_soon', sambatan.actor(),
      jsonb_build_object('quantity', e.quantity, 'amount', e.amount, 'hold_expires_at', e.hold_expires_at), p_at_time
    from ending e where e.makes_sense order by e.id
  )
  select e.campaign_id, 'hold_ends_soon', e.campaign_status, e.campaign_status,
    jsonb_build_object('slots', sum(e.quantity), 'participants', count(*))
  from ending e where e.makes_sense group by e.campaign_id, e.campaign_status;
end
$$;

comment on function sambatan.remind_of_holds(uuid[], timestamptz) is
  'Reminds of reservations that end soon in campaigns whose rows the caller has locked, each once.';
