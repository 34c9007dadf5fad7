-- Purpose: no change of a product's words or picture, by whomever, loses what somebody joined one of its campaigns on. Kept once for all
-- of them; which of them it concerns says `wordings_of`.
-- Locks: none of its own; the product's row is held. Its campaigns are not, because they stand before it in the order of locks: a join may be
-- on its way unseen, so that what stood while a campaign of it was open is kept whether or not anybody is seen to have joined.
create or replace function sambatan.reword_product() returns trigger
language plpgsql
as $$
declare
  began timestamptz := coalesce(old.worded_at, old.created_at);
  at_time timestamptz := sambatan.now();
begin
  if began < at_time and exists (
    select from sambatan.campaigns c
    where c.product_id = old.id and (
      c.status in ('scheduled', 'active', 'locked')
      or exists (select from sambatan.participants p where p.campaign_id = c.id and p.joined_at >= began)))
  then
    insert into sambatan.wordings (product_id, began_at, ended_at, changed_by, title, description, image_url)
    values (old.id, began, at_time, sambatan.actor(), old.name, old.description, old.image_url);
  end if;
  new.worded_at := at_time;
  return new;
end
$$;

comment on function sambatan.reword_product() is 'Trigger: keeps the words of a product that somebody joined on.';

create or replace trigger reword_product
  before update of name, description, image_url on sambatan.products
  for each row when (
    old.name is distinct from new.name or old.description is distinct from new.description
    or old.image_url is distinct from new.image_url)
  execute function sambatan.reword_product();
