-- Purpose: what a campaign's time has come for, by its state alone: the one answer that runs and their preview share.
-- Holds are released before it is asked; see advance_campaigns.
create or replace function sambatan.campaign_outcome(
  status sambatan.sambatan_status, opens_at timestamptz, deadline timestamptz, filled_slots integer,
  minimum_slots integer, at_time timestamptz) returns text
language sql immutable parallel safe
as $$
  select case
    when status = 'scheduled' and opens_at <= at_time then 'campaign_opened'
    when status = 'locked' or (status = 'active' and deadline <= at_time and filled_slots >= minimum_slots)
      then 'campaign_completed'
    when status = 'active' and deadline <= at_time then 'campaign_failed'
  end
$$;

comment on function
  sambatan.campaign_outcome(sambatan.sambatan_status, timestamptz, timestamptz, integer, integer, timestamptz) is
  'campaign_opened, campaign_completed, campaign_failed, or null: what a campaign''s time has come for.';
