-- Purpose: writes what campaigns are found by. Set-based, for those who bring many campaigns at once.
-- Locks, in order: the campaigns' products (share), by id, so that no name changes unseen: whoever renames a product or a
-- seller holds the products that are concerned, and finds these campaigns when it is their turn. Then the rows of
-- `campaign_search`.
create or replace function sambatan.index_campaigns(p_ids uuid[]) returns void
language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
begin
  perform from sambatan.products p
  where p.id in (select c.product_id from sambatan.campaigns c where c.id = any (p_ids))
  order by p.id for share;
  -- A statement of its own: it sees what was committed while this one waited.
  insert into sambatan.campaign_search (campaign_id, story, product, seller)
  select c.id, sambatan.search_words(c.title || ' ' || c.description), sambatan.search_words(p.name),
    sambatan.search_words(sambatan.displayed_name(s.name))
  from sambatan.campaigns c
    join sambatan.products p on p.id = c.product_id
    left join sambatan.people s on s.id = c.seller_id
  where c.id = any (p_ids)
  order by c.id
  on conflict (campaign_id) do update set
    story = excluded.story, product = excluded.product, seller = excluded.seller;
end
$$;

comment on function sambatan.index_campaigns(uuid[]) is 'Writes what campaigns are found by.';
