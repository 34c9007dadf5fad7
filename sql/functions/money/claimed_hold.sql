-- Purpose: when a hold ends that its buyer has said is paid: 72 hours later than it would, and where confirmed slots alone count with the
-- settlement at the latest. Once in as long as one hold counts: whoever leaves and joins again goes on with the hold that they had, and
-- with what it was given.
-- Locks: none; the caller holds the campaign's row and the participation's.
-- Returns: null where it stays as it is.
create or replace function sambatan.claimed_hold(
  p_participation sambatan.participants, p_campaign sambatan.campaigns, p_at_time timestamptz) returns timestamptz
language plpgsql stable
as $$
begin
  return (
    select moved.ends from (
      select least(p_participation.hold_expires_at + interval '72 hours', case when p_campaign.goal_counts = 'confirmed'
        then p_campaign.deadline + p_campaign.settlement_minutes * interval '1 minute' end) as ends
    ) moved
    where p_participation.status = 'pending_payment' and p_participation.hold_expires_at > p_at_time
      and moved.ends > p_participation.hold_expires_at
      and not exists (
        select from sambatan.participants p join sambatan.payment_claims c on c.participation_id = p.id
        where p.campaign_id = p_campaign.id and p.user_id = p_participation.user_id
          and c.hold_extended_to > p_participation.joined_at
          and not exists (
            select from sambatan.participants k
            where k.campaign_id = p_campaign.id and k.user_id = p_participation.user_id
              and k.confirmed_at between p.joined_at and p_participation.joined_at)));
end
$$;

comment on function sambatan.claimed_hold(sambatan.participants, sambatan.campaigns, timestamptz) is
  'When a hold ends that its buyer has said is paid; null where it stays as it is.';
