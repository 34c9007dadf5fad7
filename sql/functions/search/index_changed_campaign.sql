-- Purpose: a campaign is found by its new texts.
-- Locks: as `index_campaigns`.
create or replace function sambatan.index_changed_campaign() returns trigger
language plpgsql
as $$
begin
  perform sambatan.index_campaigns(array[new.id]);
  return null;
end
$$;

comment on function sambatan.index_changed_campaign() is 'Trigger: a campaign is found by its new texts.';

-- Of these columns alone: joins write others, and must not come here.
create or replace trigger index_changed_campaign
  after update of title, description, product_id, seller_id on sambatan.campaigns
  for each row
  when ((old.title, old.description, old.product_id, old.seller_id)
    is distinct from (new.title, new.description, new.product_id, new.seller_id))
  execute function sambatan.index_changed_campaign();
