-- Purpose: the core of every release: the opposite of take_slots. What comes free goes to those who wait, before anybody else can see it
-- (offer_to_waiting); where nobody waits, that costs nothing. A locked campaign of which something stays free turns active again, but
-- for one that settles: past its deadline nobody can take what came free. What was free for nobody who waited may go with it, and then
-- the campaign is full.
-- p_slots: 0 where nothing is released, and something else lets those who wait have what is free.
-- Locks: none of its own; the caller holds the campaign's row, and has written what is released. Participants and entries follow.
-- Refuses: release_below_zero. A double release is a defect somewhere; hiding it would let the next join oversell.
create or replace function sambatan.give_back_slots(p_campaign_id uuid, p_slots integer, p_at_time timestamptz)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
  reopened boolean;
  fills boolean;
  offered integer := 0;
begin
  select * into campaign from sambatan.campaigns where id = p_campaign_id;
  if p_slots > campaign.filled_slots then
    perform sambatan.refuse('release_below_zero',
      jsonb_build_object('filled', campaign.filled_slots, 'requested', p_slots));
  end if;
  if campaign.waiting_count > 0 then
    offered := sambatan.offer_to_waiting(campaign, p_slots, p_at_time);
  end if;
  if p_slots = 0 and offered = 0 then
    return campaign;
  end if;
  reopened := campaign.status = 'locked' and campaign.settling_since is null and offered < p_slots;
  fills := campaign.status = 'active' and campaign.settling_since is null
    and campaign.filled_slots - p_slots + offered = campaign.total_slots;
  update sambatan.campaigns set
    filled_slots = filled_slots - p_slots + offered,
    status = case when reopened then 'active' when fills then 'locked' else status end,
    locked_at = case when fills then p_at_time when not reopened then locked_at end,
    updated_at = p_at_time
  where id = p_campaign_id
  returning * into campaign;
  if reopened then
    perform sambatan.record_event(p_campaign_id, 'campaign_reopened',
      jsonb_build_object('slots', p_slots - offered, 'old_status', 'locked', 'new_status', 'active'));
  elsif fills then
    perform sambatan.record_event(p_campaign_id, 'campaign_full',
      jsonb_build_object('slots', campaign.filled_slots, 'old_status', 'active', 'new_status', 'locked'));
  end if;
  return campaign;
end
$$;

comment on function sambatan.give_back_slots(uuid, integer, timestamptz) is
  'Returns slots to a campaign whose row the caller has locked, or to who waits for it; a locked campaign turns active, with its audit event.';
