-- Purpose: how far its seller may still move a campaign's deadline: 60 days after the first one, the one at publishing.
-- Locks: none.
create or replace function sambatan.latest_extension(p_campaign sambatan.campaigns) returns timestamptz
language sql stable
as $$
  select coalesce(p_campaign.first_deadline, p_campaign.deadline) + interval '1440 hours'
$$;

comment on function sambatan.latest_extension(sambatan.campaigns) is
  'How far its seller may move a campaign''s deadline: 60 days after the first one.';
