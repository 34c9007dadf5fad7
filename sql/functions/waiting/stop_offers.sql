-- Purpose: tells those who wait, once, that too little time is left for offers: what comes free from now on is everybody's.
-- Locks: none of its own; the caller holds the campaign's row.
create or replace function sambatan.stop_offers(p_campaign sambatan.campaigns, p_free integer, p_at_time timestamptz) returns void
language plpgsql
as $$
begin
  update sambatan.campaigns set offers_stopped_at = p_at_time where id = p_campaign.id and offers_stopped_at is null;
  if found then
    perform sambatan.record_event(p_campaign.id, 'offers_stopped', jsonb_build_object(
      'slots', p_free, 'waiting', p_campaign.waiting_count, 'deadline', p_campaign.deadline));
  end if;
end
$$;

comment on function sambatan.stop_offers(sambatan.campaigns, integer, timestamptz) is
  'Tells those who wait, once, that too little time is left for offers.';
