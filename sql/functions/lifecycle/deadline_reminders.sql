-- Purpose: the reminders of a campaign's deadline that are not done with: a day and an hour before it. None that would have come
-- before the deadline was moved to where it is, and none where the campaign is so short that it comes in its first half: whoever
-- joins then has just read the date.
-- Locks: none.
create or replace function sambatan.deadline_reminders(p_campaign sambatan.campaigns) returns table (hours integer, due_at timestamptz)
language sql stable
as $$
  select r.hours, p_campaign.deadline - r.hours * interval '1 hour'
  from (values (24), (1)) r (hours)
  where p_campaign.status in ('active', 'locked') and p_campaign.settling_since is null
    and p_campaign.deadline - r.hours * interval '1 hour' > greatest(p_campaign.deadline_reminded_at, p_campaign.extended_at,
      greatest(p_campaign.created_at, p_campaign.published_at, p_campaign.opens_at) + r.hours * interval '1 hour')
$$;

comment on function sambatan.deadline_reminders(sambatan.campaigns) is 'The reminders of a campaign''s deadline that are still to come, or due.';
