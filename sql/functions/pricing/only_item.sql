-- Purpose: the id of the one item of a campaign that keeps no lines: its row's, or the campaign's own where none was written.
-- Locks: none.
create or replace function sambatan.only_item(p_campaign_id uuid) returns uuid
language plpgsql stable
as $$
begin
  return (select coalesce((select i.id from sambatan.campaign_items i where i.campaign_id = p_campaign_id limit 1), p_campaign_id));
end
$$;

comment on function sambatan.only_item(uuid) is 'The id of the one item of a campaign that keeps no lines.';
