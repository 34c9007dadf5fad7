-- Purpose: has a campaign keep lines that kept none: it gets a second item, or one with limits, after people have joined. What they hold
-- are units of its first item at its price, and so is what others wait for.
-- Locks: none of its own; the caller holds the campaign's row. Items, participants and entries of the list follow.
create or replace function sambatan.itemize_campaign(p_campaign_id uuid) returns void
language plpgsql
as $$
declare
  first smallint := (select min(i.number) from sambatan.campaign_items i where i.campaign_id = p_campaign_id);
begin
  update sambatan.campaigns c set itemized = true where c.id = p_campaign_id;
  update sambatan.participants p set lines = jsonb_build_array(jsonb_build_object(
    'item', first, 'units', p.quantity, 'price', p.amount / p.quantity))
  where p.campaign_id = p_campaign_id and p.lines is null;
  update sambatan.waiting_entries w set lines = jsonb_build_array(jsonb_build_object('item', first, 'units', w.quantity))
  where w.campaign_id = p_campaign_id and w.lines is null;
end
$$;

comment on function sambatan.itemize_campaign(uuid) is 'Has a campaign keep lines that kept none.';
