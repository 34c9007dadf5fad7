-- Purpose: writes down the key of the blob of a private picture before it is stored, so that it is found and removed when nothing comes of
-- it. The same file again, by who sent it and has not used it, is the picture that it was.
-- Locks: the picture's row.
-- Returns: the picture.
create or replace function sambatan.begin_private_picture(p_id uuid, p_content_hash bytea, p_blob_key text)
returns sambatan.private_pictures
language plpgsql
as $$
declare
  picture sambatan.private_pictures;
begin
  update sambatan.private_pictures p set unused_since = sambatan.now()
  where p.id = (
    select q.id from sambatan.private_pictures q
    where q.owner = sambatan.actor() and q.content_hash = p_content_hash and q.unused_since > sambatan.now() - interval '20 hours'
    limit 1) and p.unused_since is not null
  returning * into picture;
  if not found then
    insert into sambatan.private_pictures (id, owner, content_hash, blob_key, created_at, unused_since)
    values (p_id, sambatan.actor(), p_content_hash, p_blob_key, sambatan.now(), sambatan.now())
    returning * into picture;
  end if;
  return picture;
end
$$;

comment on function sambatan.begin_private_picture(uuid, bytea, text) is
  'Writes down the key of the blob of a private picture to come, or returns the one that is there.';
