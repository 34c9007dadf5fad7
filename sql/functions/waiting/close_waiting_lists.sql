-- Purpose: ends the lists of campaigns that end or settle: offers that nobody claimed, and everybody who waits.
-- Locks: none of its own; the caller holds the campaigns' rows, and takes care of the slots of offers. Participants and entries follow.
create or replace function sambatan.close_waiting_lists(p_ids uuid[], p_at_time timestamptz) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  offers uuid[];
  waiting uuid[];
begin
  if not exists (select from sambatan.campaigns c where c.id = any (p_ids) and (c.offered_slots > 0 or c.waiting_count > 0)) then
    return;
  end if;
  offers := array(select p.id from sambatan.participants p where p.campaign_id = any (p_ids) and p.status = 'offered');
  perform from sambatan.end_offers(offers, 'offer_ended', 'campaign_ended', '{}', p_at_time);
  waiting := array(select w.id from sambatan.waiting_entries w
    where w.campaign_id = any (p_ids) and w.ended_at is null and w.participation_id is null);
  perform sambatan.end_entries(waiting, 'campaign_ended', null, p_at_time);
end
$$;

comment on function sambatan.close_waiting_lists(uuid[], timestamptz) is
  'Ends offers and waiting lists of campaigns whose rows the caller has locked.';
