-- Purpose: writes an event for each offer that ends soon and is not claimed, of which its buyer is told. Each offer once: up to when they
-- have been reminded of stands in the campaign's row, and is written in the same transaction.
-- Locks: none of its own; the caller holds the campaigns' rows.
-- Returns: a row per campaign with such offers.
create or replace function sambatan.remind_of_offers(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  return query
  with ending as materialized (
    select c.id as campaign_id, c.status as campaign_status, p.id, p.quantity, p.amount, p.hold_expires_at
    from sambatan.campaigns c
    join sambatan.participants p on p.campaign_id = c.id and p.status = 'offered'
    cross join lateral sambatan.offer_reminder_at(p.offered_at, p.hold_expires_at) soon (at)
    where c.id = any (p_ids) and c.offered_slots > 0
      and soon.at > coalesce(c.offers_reminded_at, '-infinity') and soon.at <= p_at_time
  ), remembered as (
    update sambatan.campaigns c set offers_reminded_at = p_at_time where c.id in (select e.campaign_id from ending e)
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
    select e.campaign_id, e.id, 'offer_ends_soon', sambatan.actor(),
      jsonb_build_object('quantity', e.quantity, 'amount', e.amount, 'expires_at', e.hold_expires_at), p_at_time
    from ending e where e.hold_expires_at > p_at_time order by e.id
  )
  select e.campaign_id, 'offer_ends_soon', e.campaign_status, e.campaign_status,
    jsonb_build_object('slots', sum(e.quantity), 'participants', count(*))
  from ending e where e.hold_expires_at > p_at_time group by e.campaign_id, e.campaign_status;
end
$$;

comment on function sambatan.remind_of_offers(uuid[], timestamptz) is
  'Reminds of offers that end soon in campaigns whose rows the caller has locked, each once.';
