-- Purpose: how far a campaign has come, in one index look-up.
-- Locks: none.
-- Refuses: campaign_not_found.
drop function if exists sambatan.get_sambatan_campaign_progress(uuid);
create or replace function sambatan.get_sambatan_campaign_progress(campaign_id uuid)
returns table (
  total_slots integer, filled_slots integer, available_slots integer, progress numeric, participant_count integer,
  total_contribution bigint, status sambatan.sambatan_status, updated_at timestamptz, confirmed_slots integer,
  settling boolean)
language plpgsql stable
as $$
#variable_conflict use_column
begin
  return query
  select c.total_slots, c.filled_slots, sambatan.available_slots(c), c.progress, c.participant_count,
    c.contribution, c.status, c.updated_at, c.confirmed_slots, c.settling_since is not null
  from sambatan.campaigns c
  where c.id = get_sambatan_campaign_progress.campaign_id;
  if not found then
    perform sambatan.refuse('campaign_not_found',
      jsonb_build_object('campaign_id', get_sambatan_campaign_progress.campaign_id));
  end if;
end
$$;

comment on function sambatan.get_sambatan_campaign_progress(uuid) is
  'Total, filled and available slots, progress, participants, contribution and status of a campaign.';
