-- Purpose: the items of a campaign by the numbers that lines name them with, and the ids of their tiers, in order. One that was made without
-- items has one, with the campaign's id and its product's name.
-- Locks: none.
create or replace function sambatan.sold_items(p_campaign_id uuid) returns table (number integer, id uuid, name text, tiers uuid[])
language sql stable
as $$
  select i.number::integer, i.id, i.name,
    array(select t.id from sambatan.item_tiers t where t.campaign_id = i.campaign_id and t.item = i.number order by t.number)
  from sambatan.campaign_items i where i.campaign_id = p_campaign_id
  union all
  select 1, c.id, left(p.name, 80), '{}'
  from sambatan.campaigns c join sambatan.products p on p.id = c.product_id
  where c.id = p_campaign_id and not exists (select from sambatan.campaign_items i where i.campaign_id = p_campaign_id)
$$;

comment on function sambatan.sold_items(uuid) is 'The items of a campaign by the numbers that lines name them with.';
