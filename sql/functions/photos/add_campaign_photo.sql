-- Purpose: puts a photo behind the others of its campaign. Its blobs are in the storage already; from here on they are
-- used. A file that the campaign has is the photo that it has: nothing changes, and the new blobs stay unused.
-- Locks, in order: the campaign's row, the blobs' row.
-- Refuses, in order: campaign_not_found, campaign_state_invalid, photo_limit, pictures_busy (the blobs are so old that
-- they may be being removed).
-- Returns: the photo that the campaign now has; its id is p_id when it is new.
create or replace function sambatan.add_campaign_photo(
  p_campaign_id uuid, p_id uuid, p_blob_key text, p_content_hash bytea, p_alt text,
  p_width integer, p_height integer, p_color text, p_widths integer[], p_bytes integer[])
returns sambatan.campaign_photos
language plpgsql
as $$
declare
  photo sambatan.campaign_photos;
  place integer;
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  select * into photo from sambatan.campaign_photos
  where campaign_id = p_campaign_id and content_hash = p_content_hash;
  if found then
    return photo;
  end if;
  place := sambatan.next_photo_position(p_campaign_id);
  -- They are removed when they have been unused for a day, so those of the last hour are safe from it.
  update sambatan.photo_blobs set unused_since = null
  where key = p_blob_key and unused_since > sambatan.now() - interval '1 hour';
  if not found then
    perform sambatan.refuse('pictures_busy', jsonb_build_object('blob_key', p_blob_key));
  end if;
  insert into sambatan.campaign_photos
    (id, campaign_id, position, alt, content_hash, blob_key, width, height, color, widths, bytes, created_at)
  values (p_id, p_campaign_id, place, p_alt, p_content_hash, p_blob_key, p_width, p_height, p_color, p_widths,
    p_bytes, sambatan.now())
  returning * into photo;
  update sambatan.campaigns set updated_at = sambatan.now() where id = p_campaign_id;
  perform sambatan.record_event(p_campaign_id, 'campaign_photo_added',
    jsonb_build_object('photo_id', photo.id, 'position', photo.position));
  return photo;
end
$$;

comment on function sambatan.add_campaign_photo(
  uuid, uuid, text, bytea, text, integer, integer, text, integer[], integer[]) is
  'Adds a photo whose blobs are stored to a campaign; the same file again is the photo that is there.';
