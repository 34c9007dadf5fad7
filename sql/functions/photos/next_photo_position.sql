-- Purpose: where the next photo of a campaign goes: behind the others, of which there are at most eight.
-- Locks: none of its own; the caller holds the campaign's row.
-- Refuses: photo_limit.
create or replace function sambatan.next_photo_position(p_campaign_id uuid) returns integer
language plpgsql
as $$
declare
  taken integer;
begin
  select count(*) into taken from sambatan.campaign_photos where campaign_id = p_campaign_id;
  if taken >= 8 then
    perform sambatan.refuse('photo_limit', jsonb_build_object('maximum', 8));
  end if;
  return taken;
end
$$;

comment on function sambatan.next_photo_position(uuid) is
  'The position of a campaign''s next photo; refuses when it has eight.';
