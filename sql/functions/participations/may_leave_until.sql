-- Purpose: until when the buyer of a participation may leave although it was confirmed: whoever had joined before its deadline was
-- last moved may do so until the old deadline, or for 72 hours after it was moved where that is later, while the campaign is open.
-- Locks: none.
-- Returns: a time that may have passed; null where there is no such right.
create or replace function sambatan.may_leave_until(p_participation sambatan.participants, p_campaign sambatan.campaigns)
returns timestamptz
language sql stable parallel safe
as $$
  select case when p_participation.status in ('pending_payment', 'confirmed') and p_participation.joined_at <= p_campaign.extended_at
      and p_campaign.status in ('active', 'locked') and p_campaign.settling_since is null
    then least(greatest(p_campaign.extended_from, p_campaign.extended_at + interval '72 hours'), p_campaign.deadline) end
$$;

comment on function sambatan.may_leave_until(sambatan.participants, sambatan.campaigns) is
  'Until when a buyer may leave although confirmed, because the deadline was moved; null where there is no such right.';
