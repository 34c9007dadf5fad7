-- Purpose: begins to add a photo, before its blobs are made and stored: refuses what would be refused afterwards, and
-- writes down the key of the blobs, so that they are found and removed when nothing comes of it.
-- Locks: the campaign's row.
-- Refuses, in order: campaign_not_found, campaign_state_invalid, photo_limit.
-- Returns: the photo that the campaign already has of this file; null, when it has none and the key is written down.
create or replace function sambatan.begin_campaign_photo(
  p_campaign_id uuid, p_content_hash bytea, p_blob_key text, p_widths integer[]) returns sambatan.campaign_photos
language plpgsql
as $$
declare
  photo sambatan.campaign_photos;
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  select * into photo from sambatan.campaign_photos
  where campaign_id = p_campaign_id and content_hash = p_content_hash;
  if found then
    return photo;
  end if;
  perform sambatan.next_photo_position(p_campaign_id);
  insert into sambatan.photo_blobs (key, widths, unused_since) values (p_blob_key, p_widths, sambatan.now());
  return null;
end
$$;

comment on function sambatan.begin_campaign_photo(uuid, bytea, text, integer[]) is
  'Begins to add a photo: returns the one that is there, or writes down the key of the blobs to come.';
