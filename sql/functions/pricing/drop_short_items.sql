-- Purpose: leaves out of completing campaigns what too few have ordered: items below their minimum by what
-- counts (counted_units). Their lines stay, dropped, and hold no
-- slots any more; who ordered nothing else is refunded. What is reserved where confirmed slots alone count is left as it is: it ends.
-- The slots themselves are the caller's (left_out_slots): they go to nobody.
-- Locks: none of its own; the caller holds the campaigns' rows. Items and participants follow.
create or replace function sambatan.drop_short_items(p_ids uuid[], p_at_time timestamptz) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  campaign record;
begin
  for campaign in
    select i.campaign_id as id, array_agg(i.number) as items
    from sambatan.campaigns c join sambatan.campaign_items i on i.campaign_id = c.id
    where c.id = any (p_ids) and c.itemized and i.minimum_units is not null and i.dropped_at is null
      and sambatan.counted_units(c, i) < i.minimum_units
    group by 1 order by 1
  loop
    update sambatan.campaign_items i set dropped_at = p_at_time, updated_at = p_at_time
    where i.campaign_id = campaign.id and i.number = any (campaign.items);
    perform sambatan.drop_lines(campaign.id, campaign.items, p_at_time);
  end loop;
end
$$;

comment on function sambatan.drop_short_items(uuid[], timestamptz) is
  'Leaves items below their minimum out of completing campaigns, with the lines of who ordered them.';
