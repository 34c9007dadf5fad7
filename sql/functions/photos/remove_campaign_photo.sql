-- Purpose: takes a photo away from its campaign; those behind it move up. Its blobs are removed a day later, because
-- pages that somebody is looking at still show it; where somebody joined while it was shown they stay (wordings).
-- Locks, in order: the campaign's row, the blobs' row.
-- Refuses, in order: campaign_not_found, campaign_state_invalid, photo_not_found.
create or replace function sambatan.remove_campaign_photo(p_campaign_id uuid, p_photo_id uuid) returns void
language plpgsql
as $$
declare
  photo sambatan.campaign_photos;
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  delete from sambatan.campaign_photos where id = p_photo_id and campaign_id = p_campaign_id
  returning * into photo;
  if not found then
    perform sambatan.refuse('photo_not_found', jsonb_build_object('photo_id', p_photo_id));
  end if;
  update sambatan.campaign_photos set position = position - 1
  where campaign_id = p_campaign_id and position > photo.position;
  update sambatan.photo_blobs set unused_since = sambatan.now()
  where key = photo.blob_key and not sambatan.is_worded(p_campaign_id, photo.blob_key);
  update sambatan.campaigns set updated_at = sambatan.now() where id = p_campaign_id;
  perform sambatan.record_event(p_campaign_id, 'campaign_photo_removed',
    jsonb_build_object('photo_id', photo.id, 'position', photo.position));
end
$$;

comment on function sambatan.remove_campaign_photo(uuid, uuid) is 'Takes a photo away from a campaign.';
