-- Purpose: the core of every release: the opposite of take_slots. A locked campaign turns active again, but for one that settles:
-- past its deadline nobody can take what came free.
-- Locks: none of its own; the caller holds the campaign's row.
-- Refuses: release_below_zero. A double release is a defect somewhere; hiding it would let the next join oversell.
create or replace function sambatan.give_back_slots(p_campaign_id uuid, p_slots integer, p_at_time timestamptz)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
  reopened boolean;
begin
  select * into campaign from sambatan.campaigns where id = p_campaign_id;
  if p_slots > campaign.filled_slots then
    perform sambatan.refuse('release_below_zero',
      jsonb_build_object('filled', campaign.filled_slots, 'requested', p_slots));
  end if;
  reopened := campaign.status = 'locked' and campaign.settling_since is null;
  update sambatan.campaigns set
    filled_slots = filled_slots - p_slots,
    status = case when reopened then 'active' else status end,
    locked_at = case when not reopened then locked_at end,
    updated_at = p_at_time
  where id = p_campaign_id
  returning * into campaign;
  if reopened then
    perform sambatan.record_event(p_campaign_id, 'campaign_reopened',
      jsonb_build_object('slots', p_slots, 'old_status', 'locked', 'new_status', 'active'));
  end if;
  return campaign;
end
$$;

comment on function sambatan.give_back_slots(uuid, integer, timestamptz) is
  'Returns slots to a campaign whose row the caller has locked; a locked campaign turns active, with its audit event.';
