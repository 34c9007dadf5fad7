-- Purpose: goes on with the campaigns that a renaming has left for later: the next `p_rows_max` of one product or seller. Called
-- again and again until nothing is left, each time in a transaction of its own, so that locks are held for moments only.
-- Returns whether there was anything to do.
-- Locks, in order: as `index_names`; then the row of `search_backlog`, which a renaming locks last as well. Two who do this at
-- once do the same twice.
create or replace function sambatan.index_renamed(p_rows_max integer) returns boolean
language plpgsql
set enable_seqscan = off set jit = off
as $$
declare
  left_over sambatan.search_backlog;
  ids uuid[];
begin
  select * into left_over from sambatan.search_backlog order by since, kind, id limit 1;
  if not found then return false; end if;
  if left_over.kind = 'product' then
    ids := array(select c.id from sambatan.campaigns c
      where c.product_id = left_over.id::uuid and (left_over.done_to is null or c.id > left_over.done_to)
      order by c.id limit p_rows_max);
  else
    ids := array(select c.id from sambatan.campaigns c
      where c.seller_id = left_over.id and (left_over.done_to is null or c.id > left_over.done_to)
      order by c.id limit p_rows_max);
  end if;
  perform sambatan.index_names(ids);
  -- One that was renamed meanwhile has another `renaming`, and begins anew.
  if cardinality(ids) < p_rows_max then
    delete from sambatan.search_backlog b where b.renaming = left_over.renaming;
  else
    update sambatan.search_backlog b set done_to = ids[p_rows_max] where b.renaming = left_over.renaming;
  end if;
  return true;
end
$$;

comment on function sambatan.index_renamed(integer) is 'Goes on with the campaigns that a renaming has left for later.';
