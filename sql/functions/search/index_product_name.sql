-- Purpose: campaigns are found by the new name of their product: at once the thousand that count most, and all others soon
-- (`index_renamed`), so that no renaming takes longer than a statement may, or holds everything as long.
-- Locks, in order: the product, which is renamed, is held already; then as `index_names`; then the row of `search_backlog`.
create or replace function sambatan.index_product_name() returns trigger
language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
  ids uuid[] := array(select c.id from sambatan.campaigns c where c.product_id = new.id
    order by c.status in ('scheduled', 'active', 'locked') desc, c.id desc limit 1001);
begin
  perform sambatan.index_names(ids[:1000]);
  if cardinality(ids) > 1000 then perform sambatan.index_later('product', new.id::text); end if;
  return null;
end
$$;

comment on function sambatan.index_product_name() is 'Trigger: campaigns are found by the new name of their product.';

create or replace trigger index_product_name
  after update of name on sambatan.products
  for each row when (old.name is distinct from new.name)
  execute function sambatan.index_product_name();
