-- Purpose: ends offers that nobody claimed in time, and offers onward from now.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants and entries follow.
-- Returns: a row per campaign whose offers ended.
create or replace function sambatan.expire_offers(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  ended uuid[] := array(
    select p.id
    from sambatan.campaigns c
    join sambatan.participants p on p.campaign_id = c.id and p.status = 'offered' and p.hold_expires_at <= p_at_time
    where c.id = any (p_ids) and c.status in ('active', 'locked') and c.offered_slots > 0);
  released record;
  before sambatan.campaigns;
  campaign sambatan.campaigns;
begin
  if cardinality(ended) = 0 then
    return;
  end if;
  for released in
    select e.campaign_id, sum(e.quantity)::int as slots, count(*)::int as participants
    from sambatan.end_offers(ended, 'offer_expired', 'expired', '{}', p_at_time) e
    group by e.campaign_id
  loop
    select * into before from sambatan.campaigns where id = released.campaign_id;
    campaign := sambatan.give_back_slots(released.campaign_id, released.slots, p_at_time);
    return next row(released.campaign_id, 'offer_expired', before.status, campaign.status,
      jsonb_build_object('slots', released.slots, 'participants', released.participants))::sambatan.transition;
  end loop;
end
$$;

comment on function sambatan.expire_offers(uuid[], timestamptz) is
  'Ends offers that nobody claimed in time, for campaigns whose rows the caller has locked, and offers onward.';
