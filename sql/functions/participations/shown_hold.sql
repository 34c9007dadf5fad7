-- Purpose: when a reservation lapses by itself, as people and programs are told: with its hold; where confirmed slots alone count and
-- there is none, or money on record set it aside, with the settlement; an offer with its own time. Null: never, or it is no reservation any more.
-- Locks: none.
create or replace function sambatan.shown_hold(p_participation sambatan.participants, p_campaign sambatan.campaigns)
returns timestamptz
language sql stable parallel safe
as $$
  select case when p_participation.status = 'offered' then p_participation.hold_expires_at
    when p_participation.status = 'pending_payment' then coalesce(p_participation.hold_expires_at,
    case when p_campaign.goal_counts = 'confirmed'
      then p_campaign.deadline + p_campaign.settlement_minutes * interval '1 minute' end) end
$$;

comment on function sambatan.shown_hold(sambatan.participants, sambatan.campaigns) is
  'When a reservation lapses by itself, as people are told; null: never.';
