-- Purpose: when a hold ends that was set aside while money was on record, and is no more: when it would have; where that has passed, a
-- day from now, or as much as its campaign gives where that is less, and where confirmed slots alone count with the settlement at the
-- latest.
-- Locks: none.
create or replace function sambatan.restored_hold(p_campaign sambatan.campaigns, p_set_aside timestamptz, p_at_time timestamptz)
returns timestamptz
language sql stable parallel safe
as $$
  select case when p_set_aside > p_at_time then p_set_aside else least(
    p_at_time + least(interval '24 hours', p_campaign.hold_minutes * interval '1 minute'),
    case when p_campaign.goal_counts = 'confirmed'
      then p_campaign.deadline + p_campaign.settlement_minutes * interval '1 minute' end) end
$$;

comment on function sambatan.restored_hold(sambatan.campaigns, timestamptz, timestamptz) is
  'When a hold ends that was set aside while money was on record, once none is any more.';
