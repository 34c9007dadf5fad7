-- Purpose: the photos of a campaign as a wording keeps them, in their order.
create or replace function sambatan.photos_as_shown(p_campaign_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'alt', p.alt, 'width', p.width, 'height', p.height,
      'color', p.color, 'blob_key', p.blob_key, 'widths', p.widths) order by p.position), '[]')
    from sambatan.campaign_photos p where p.campaign_id = p_campaign_id);
end
$$;

comment on function sambatan.photos_as_shown(uuid) is 'The photos of a campaign as a wording keeps them.';
