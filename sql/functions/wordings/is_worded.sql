-- Purpose: whether a photo that a campaign has no more is still named by what somebody joined on; then its blobs stay.
create or replace function sambatan.is_worded(p_campaign_id uuid, p_blob_key text) returns boolean
language sql stable
as $$
  select exists (
    select from sambatan.wordings w
    where w.campaign_id = p_campaign_id and w.photos @> jsonb_build_array(jsonb_build_object('blob_key', p_blob_key)))
$$;

comment on function sambatan.is_worded(uuid, text) is 'Whether a kept wording of a campaign shows the photo with these blobs.';
