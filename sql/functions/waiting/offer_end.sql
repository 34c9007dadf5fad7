-- Purpose: when an offer ends that a campaign makes now: after its offer_minutes, and not by night: what would end between 22:00 and 08:00
-- of the one zone of pages ends at 08:00, where the deadline is not before that. Never past the deadline. Null where less than half an
-- hour would be left: then nothing is offered.
-- Locks: none.
create or replace function sambatan.offer_end(p_campaign sambatan.campaigns, p_at_time timestamptz) returns timestamptz
language plpgsql stable
as $$
begin
  return (
    select case when last.at >= p_at_time + interval '30 minutes' then last.at end
    from (select p_at_time + p_campaign.offer_minutes * interval '1 minute' as at) plain,
      lateral (select plain.at at time zone 'Asia/Jakarta' as clock) there,
      lateral (select case
        when extract(hour from there.clock) >= 22 then date_trunc('day', there.clock) + interval '1 day 8 hours'
        when extract(hour from there.clock) < 8 then date_trunc('day', there.clock) + interval '8 hours'
        end at time zone 'Asia/Jakarta' as at) morning,
      lateral (select case when morning.at <= p_campaign.deadline then morning.at
        else least(plain.at, p_campaign.deadline) end as at) last);
end
$$;

comment on function sambatan.offer_end(sambatan.campaigns, timestamptz) is
  'When an offer ends that a campaign makes at a time; null where too little time is left for one.';
