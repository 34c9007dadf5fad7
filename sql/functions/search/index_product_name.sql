-- Purpose: campaigns are found by the new name of their product.
-- Locks, in order: the product, which is renamed, is held already; then the rows of `campaign_search`, by campaign, so that
-- two renamings never deadlock.
create or replace function sambatan.index_product_name() returns trigger
language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
  ids uuid[] := array(select c.id from sambatan.campaigns c where c.product_id = new.id);
begin
  perform from sambatan.campaign_search s where s.campaign_id = any (ids) order by s.campaign_id for no key update;
  update sambatan.campaign_search set product = sambatan.search_words(new.name) where campaign_id = any (ids);
  return null;
end
$$;

comment on function sambatan.index_product_name() is 'Trigger: campaigns are found by the new name of their product.';

create or replace trigger index_product_name
  after update of name on sambatan.products
  for each row when (old.name is distinct from new.name)
  execute function sambatan.index_product_name();
