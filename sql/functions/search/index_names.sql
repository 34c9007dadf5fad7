-- Purpose: campaigns are found by the names that their products and sellers have now.
-- Locks: the rows of `campaign_search`, by campaign, so that two who write names never deadlock, and the later one sees what the
-- earlier has read. Their texts are left alone: whoever changes these holds the campaign, and this does not.
create or replace function sambatan.index_names(p_ids uuid[]) returns void
language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
begin
  perform from sambatan.campaign_search s where s.campaign_id = any (p_ids) order by s.campaign_id for no key update;
  -- A statement of its own: it sees what was committed while this one waited.
  update sambatan.campaign_search s
  set product = sambatan.search_words(p.name), seller = sambatan.search_words(sambatan.displayed_name(seller.name))
  from sambatan.campaigns c
    join sambatan.products p on p.id = c.product_id
    left join sambatan.people seller on seller.id = c.seller_id
  where c.id = any (p_ids) and s.campaign_id = c.id;
end
$$;

comment on function sambatan.index_names(uuid[]) is 'Campaigns are found by the names that their products and sellers have now.';
