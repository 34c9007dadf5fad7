-- Purpose: takes the pictures out of all that is kept of an erased seller's campaigns and products: there may be a face or a home on them. Words stay, as
-- those of the campaigns themselves do: people joined on them.
-- Locks: the wordings, then the blobs' rows; the caller holds the rows of the campaigns.
create or replace function sambatan.erase_worded_photos(p_person_id text) returns void
language sql
as $$
  update sambatan.wordings w set image_url = null
  from sambatan.products p
  where p.id = w.product_id and p.seller_id = p_person_id and w.image_url is not null;

  with shown as (
    select w.id, photo ->> 'blob_key' as blob_key
    from sambatan.wordings w join sambatan.campaigns c on c.id = w.campaign_id
    cross join jsonb_array_elements(w.photos) photo
    where c.seller_id = p_person_id
  ), emptied as (
    update sambatan.wordings set photos = '[]' where id in (select id from shown)
  )
  update sambatan.photo_blobs set unused_since = '-infinity' where key in (select blob_key from shown)
$$;

comment on function sambatan.erase_worded_photos(text) is
  'Takes the pictures out of the kept wordings of an erased seller''s campaigns and products.';
