-- Purpose: before the words or photos of a campaign change, keeps what stood, if somebody joined while it stood, also somebody who
-- has left since. What nobody joined on was promised to nobody. Asked here, when words change, so that joins pay nothing.
-- Locks: none of its own; the caller holds the campaign's row, so no join is on its way.
-- Returns: when the words change.
create or replace function sambatan.keep_campaign_wording(p_campaign sambatan.campaigns) returns timestamptz
language plpgsql
as $$
declare
  began timestamptz := coalesce(p_campaign.worded_at, p_campaign.created_at);
  at_time timestamptz := sambatan.now();
begin
  -- The second statement of one change finds what its first has begun, on which nobody can have joined.
  if began < at_time and exists (
    select from sambatan.participants p where p.campaign_id = p_campaign.id and p.joined_at >= began)
  then
    insert into sambatan.wordings (campaign_id, began_at, ended_at, changed_by, title, description, photos)
    values (p_campaign.id, began, at_time, sambatan.actor(), p_campaign.title, p_campaign.description,
      sambatan.photos_as_shown(p_campaign.id));
  end if;
  return at_time;
end
$$;

comment on function sambatan.keep_campaign_wording(sambatan.campaigns) is
  'Keeps the words and photos of a campaign that are about to change, if somebody joined while they stood.';
