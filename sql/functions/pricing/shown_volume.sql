-- Purpose: the volume prices of a campaign as the API tells them, the lowest threshold first: `price` where it has one item, else `prices`.
-- Locks: none.
create or replace function sambatan.shown_volume(p_campaign sambatan.campaigns) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(v.one order by v.from_slots), '[]')
    from (
      select v.from_slots, case when (select count(*) from sambatan.campaign_items i where i.campaign_id = p_campaign.id) > 1
        then jsonb_build_object('from_slots', v.from_slots,
          'prices', jsonb_agg(jsonb_build_object('item_id', i.id, 'price', v.price) order by i.position, i.number))
        else jsonb_build_object('from_slots', v.from_slots, 'price', min(v.price)) end as one
      from sambatan.volume_prices v
      left join sambatan.campaign_items i on i.campaign_id = v.campaign_id and i.number = v.item
      where v.campaign_id = p_campaign.id
      group by v.from_slots
    ) v);
end
$$;

comment on function sambatan.shown_volume(sambatan.campaigns) is 'The volume prices of a campaign as the API tells them.';
