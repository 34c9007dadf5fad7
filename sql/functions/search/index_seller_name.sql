-- Purpose: campaigns are found by the new name of their seller, as `index_product_name` says.
-- Locks, in order: the person, who is renamed, is held already; their products, by id, as `index_campaigns` says; then as
-- `index_names`; then the row of `search_backlog`.
create or replace function sambatan.index_seller_name() returns trigger
language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
  ids uuid[];
begin
  perform from sambatan.products p where p.seller_id = new.id order by p.id for no key update;
  ids := array(select c.id from sambatan.campaigns c where c.seller_id = new.id
    order by c.status in ('scheduled', 'active', 'locked') desc, c.id desc limit 1001);
  perform sambatan.index_names(ids[:1000]);
  if cardinality(ids) > 1000 then perform sambatan.index_later('seller', new.id); end if;
  return null;
end
$$;

comment on function sambatan.index_seller_name() is 'Trigger: campaigns are found by the new name of their seller.';

create or replace trigger index_seller_name_added
  after insert on sambatan.people
  for each row when (new.name <> '')
  execute function sambatan.index_seller_name();

create or replace trigger index_seller_name_changed
  after update of name on sambatan.people
  for each row when (old.name is distinct from new.name)
  execute function sambatan.index_seller_name();

-- Campaigns from before there was such a table, once all triggers stand: what changes meanwhile is not missed.
-- Files are applied in the order of their names: everything that this needs comes before it.
select sambatan.index_campaigns(array(
  select c.id from sambatan.campaigns c
  where not exists (select from sambatan.campaign_search s where s.campaign_id = c.id)));
