-- Purpose: closes entries that wait for something that is not sold any more: nobody behind them waits for what never comes.
-- Locks: none of its own; the caller holds the campaign's row. Entries follow.
create or replace function sambatan.close_unsold_entries(p_campaign sambatan.campaigns, p_at_time timestamptz) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  unsold uuid[];
begin
  if not p_campaign.itemized or not exists (
    select from sambatan.campaign_items i where i.campaign_id = p_campaign.id and not i.on_sale) then
    return;
  end if;
  unsold := array(
    select w.id from sambatan.waiting_entries w
    where w.campaign_id = p_campaign.id and w.ended_at is null and w.participation_id is null and exists (
      select from jsonb_to_recordset(w.lines) as l (item smallint)
      join sambatan.campaign_items i on i.campaign_id = w.campaign_id and i.number = l.item
      where not i.on_sale)
    order by w.place);
  perform sambatan.end_entries(unsold, 'item_unavailable', null, p_at_time);
end
$$;

comment on function sambatan.close_unsold_entries(sambatan.campaigns, timestamptz) is
  'Closes entries of a campaign''s list that wait for something that is not sold any more.';
