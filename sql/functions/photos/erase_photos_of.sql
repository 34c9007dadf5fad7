-- Purpose: takes away all photos of the campaigns that a person sells in, when the person is erased, also those that only what is
-- kept of them still shows (wordings): there may be a face or a home on them. Their blobs do not wait for a day, nor do the share
-- images that show them and the person's name.
-- Locks: the wordings of those campaigns, the blobs' rows, those of share images; the caller holds the rows of the campaigns.
create or replace function sambatan.erase_photos_of(p_person_id text) returns void
language sql
as $$
  select set_config('sambatan.erasing_photos', 'on', true);
  select sambatan.erase_worded_photos(p_person_id);
  with gone as (
    delete from sambatan.campaign_photos p using sambatan.campaigns c
    where c.id = p.campaign_id and c.seller_id = p_person_id
    returning p.id, p.campaign_id, p.position, p.blob_key
  ), unused as (
    update sambatan.photo_blobs b set unused_since = '-infinity' from gone where b.key = gone.blob_key
  ), stale as (
    update sambatan.share_images s set drawn_at = '-infinity'
    from sambatan.campaigns c where c.id = s.campaign_id and c.seller_id = p_person_id
  )
  select sambatan.record_event(campaign_id, 'campaign_photo_removed',
    jsonb_build_object('photo_id', id, 'position', position))
  from gone order by campaign_id, position;
  select set_config('sambatan.erasing_photos', '', true)
$$;

comment on function sambatan.erase_photos_of(text) is 'Takes away all photos of an erased seller''s campaigns.';
