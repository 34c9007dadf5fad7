-- Purpose: why a campaign takes nobody now, or null when it does: the one answer that joining and reserving share.
-- Precedence: not published, not open yet, closed, past its deadline, full.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.admission_refusal(p_campaign sambatan.campaigns, p_at_time timestamptz) returns text
language sql immutable
as $$
  select case
    when p_campaign.status = 'draft' then 'campaign_not_open'
    when p_campaign.status = 'scheduled' then 'campaign_not_open'
    when p_campaign.status in ('fulfilled', 'expired', 'cancelled') then 'campaign_closed'
    when p_campaign.deadline <= p_at_time then 'campaign_closed'
    when p_campaign.status = 'locked' then 'campaign_full'
  end
$$;

comment on function sambatan.admission_refusal(sambatan.campaigns, timestamptz) is
  'The machine word why a campaign takes nobody at a time, or null when it does.';
