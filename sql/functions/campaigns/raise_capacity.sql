-- Purpose: gives an open campaign more slots after people have joined: a full one takes participants again. Its goal stays.
-- Locks: none of its own; the caller holds the campaign's row.
-- Refuses: campaign_settling.
create or replace function sambatan.raise_capacity(p_campaign_id uuid, p_total_slots integer) returns void
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  select * into campaign from sambatan.campaigns where id = p_campaign_id;
  if campaign.settling_since is not null then
    perform sambatan.refuse('campaign_settling', jsonb_build_object('action', 'change',
      'settles_until', campaign.deadline + campaign.settlement_minutes * interval '1 minute'));
  end if;
  update sambatan.campaigns set
    total_slots = p_total_slots,
    status = case when status = 'locked' then 'active' else status end,
    locked_at = null,
    updated_at = sambatan.now()
  where id = p_campaign_id;
  if campaign.status = 'locked' then
    perform sambatan.record_event(p_campaign_id, 'campaign_reopened', jsonb_build_object(
      'slots', p_total_slots - campaign.total_slots, 'old_status', 'locked', 'new_status', 'active'));
  end if;
end
$$;

comment on function sambatan.raise_capacity(uuid, integer) is 'Gives an open campaign more slots; a full one takes participants again.';
