-- Purpose: when the last reservation of a campaign was resolved: confirmed, cancelled, or at its end (with money on
-- record, or from another system without a hold: with the settlement); null where there was none.
-- Locks: none. Reads all participations of the campaign: it is asked once, when none is reserved any more.
create or replace function sambatan.last_resolved_at(p_campaign_id uuid) returns timestamptz
language plpgsql stable
as $$
begin
  return (
    select max(case when sambatan.is_live(p.status) then p.confirmed_at
      else least(p.ended_at, p.hold_expires_at, case when c.goal_counts = 'confirmed'
        then c.deadline + c.settlement_minutes * interval '1 minute' end) end)
    from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    where p.campaign_id = p_campaign_id and p.status not in ('pending_payment', 'offered') and (p.offered_at is null or p.claimed_at is not null));
end
$$;

comment on function sambatan.last_resolved_at(uuid) is 'When the last reservation of a campaign was confirmed, cancelled or lapsed.';
