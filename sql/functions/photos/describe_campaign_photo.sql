-- Purpose: says in words what a photo shows, for those who cannot see it.
-- Locks: the campaign's row.
-- Refuses, in order: campaign_not_found, campaign_state_invalid, photo_not_found.
create or replace function sambatan.describe_campaign_photo(p_campaign_id uuid, p_photo_id uuid, p_alt text)
returns void
language plpgsql
as $$
declare
  old_alt text;
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  select alt into old_alt from sambatan.campaign_photos where id = p_photo_id and campaign_id = p_campaign_id;
  if not found then
    perform sambatan.refuse('photo_not_found', jsonb_build_object('photo_id', p_photo_id));
  end if;
  if old_alt = p_alt then
    return;
  end if;
  update sambatan.campaign_photos set alt = p_alt where id = p_photo_id;
  update sambatan.campaigns set updated_at = sambatan.now() where id = p_campaign_id;
  perform sambatan.record_event(p_campaign_id, 'campaign_updated', jsonb_build_object('fields', array['photos']));
end
$$;

comment on function sambatan.describe_campaign_photo(uuid, uuid, text) is 'Sets the alternative text of a photo.';
