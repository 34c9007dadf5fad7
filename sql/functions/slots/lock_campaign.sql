-- Purpose: takes the campaign's row lock, the first lock of every operation (invariant 8), and returns the row.
-- NO KEY UPDATE, because ids never change: it excludes every other writer without stopping foreign-key checks.
-- Locks: the campaign's row.
-- Refuses: campaign_not_found.
create or replace function sambatan.lock_campaign(p_campaign_id uuid) returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  select * into campaign from sambatan.campaigns where id = p_campaign_id for no key update;
  if not found then
    perform sambatan.refuse('campaign_not_found', jsonb_build_object('campaign_id', p_campaign_id));
  end if;
  return campaign;
end
$$;

comment on function sambatan.lock_campaign(uuid) is 'Locks a campaign''s row for this transaction and returns it.';
