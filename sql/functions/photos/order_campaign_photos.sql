-- Purpose: puts the photos of a campaign into the order in which their ids are given. All of them, each once: what was
-- added or removed meanwhile must not end up somewhere by chance.
-- Locks: the campaign's row.
-- Refuses, in order: campaign_not_found, campaign_state_invalid, photo_order_invalid.
create or replace function sambatan.order_campaign_photos(p_campaign_id uuid, p_ids uuid[]) returns void
language plpgsql
as $$
declare
  present uuid[];
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  select coalesce(array_agg(id order by position), '{}') into present
  from sambatan.campaign_photos where campaign_id = p_campaign_id;
  if (select array_agg(id order by id) from unnest(p_ids) id)
    is distinct from (select array_agg(id order by id) from unnest(present) id)
  then
    perform sambatan.refuse('photo_order_invalid',
      jsonb_build_object('path', 'ids', 'count', cardinality(present)));
  end if;
  if p_ids = present then
    return;
  end if;
  update sambatan.campaign_photos p set position = wanted.place - 1
  from unnest(p_ids) with ordinality as wanted (id, place)
  where p.campaign_id = p_campaign_id and p.id = wanted.id;
  update sambatan.campaigns set updated_at = sambatan.now() where id = p_campaign_id;
  perform sambatan.record_event(p_campaign_id, 'campaign_updated', jsonb_build_object('fields', array['photos']));
end
$$;

comment on function sambatan.order_campaign_photos(uuid, uuid[]) is
  'Puts all photos of a campaign into the given order.';
