-- Purpose: whoever opens a campaign has a page, however the campaign came. Its address is made of what they are called then, and stays.
-- Of two who are called alike the second gets an address with a part of its own.
-- Locks: the new pages; of two transactions that open a seller's first campaigns the second waits for the first.
create or replace function sambatan.give_seller_pages() returns trigger
language plpgsql
as $$
declare
  seller record;
begin
  for seller in
    select distinct a.seller_id, sambatan.slug_base(coalesce(nullif(p.name, ''), a.seller_id)) as base
    from added a
    left join sambatan.people p on p.id = a.seller_id
    where not exists (select from sambatan.seller_pages s where s.seller_id = a.seller_id) and p.erased_at is null
    order by a.seller_id
  loop
    insert into sambatan.seller_pages (seller_id, slug, created_at, updated_at)
    select seller.seller_id, seller.base, sambatan.now(), sambatan.now() where seller.base <> ''
    on conflict do nothing;
    -- The address is another's, or there are no letters to make one of; where the page is there this is nothing.
    insert into sambatan.seller_pages (seller_id, slug, created_at, updated_at)
    values (seller.seller_id, trim(both '-' from seller.base || '-' || left(md5(seller.seller_id), 10)), sambatan.now(), sambatan.now())
    on conflict (seller_id) do nothing;
  end loop;
  return null;
end
$$;

comment on function sambatan.give_seller_pages() is 'Trigger: whoever opens a campaign has a page.';

create or replace trigger give_seller_pages
  after insert on sambatan.campaigns
  referencing new table as added
  for each statement execute function sambatan.give_seller_pages();
