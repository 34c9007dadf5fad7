-- Purpose: whether a campaign's transition failed a moment ago and is to be left alone until it is tried again.
create or replace function sambatan.is_failing(p_campaign_id uuid, p_at_time timestamptz) returns boolean
language plpgsql stable
as $$
begin
  return (select exists (select from sambatan.lifecycle_failures f where f.campaign_id = p_campaign_id and f.retry_at > p_at_time));
end
$$;

comment on function sambatan.is_failing(uuid, timestamptz) is 'Whether a campaign is passed over after a failed transition.';
