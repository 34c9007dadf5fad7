-- Purpose: gives an open campaign more slots after people have joined: to those who wait first; a full one of which something is left
-- takes participants again. Its goal stays.
-- Locks: none of its own; the caller holds the campaign's row. Participants and entries of the list follow.
-- Refuses: campaign_settling.
create or replace function sambatan.raise_capacity(p_campaign_id uuid, p_total_slots integer) returns void
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
  more integer;
  offered integer := 0;
  fills boolean;
begin
  select * into campaign from sambatan.campaigns where id = p_campaign_id;
  if campaign.settling_since is not null then
    perform sambatan.refuse('campaign_settling', jsonb_build_object('action', 'change',
      'settles_until', campaign.deadline + campaign.settlement_minutes * interval '1 minute'));
  end if;
  more := p_total_slots - campaign.total_slots;
  if campaign.waiting_count > 0 then
    offered := sambatan.offer_to_waiting(campaign, more, sambatan.now());
  end if;
  fills := campaign.filled_slots + offered = p_total_slots;
  update sambatan.campaigns set
    total_slots = p_total_slots,
    filled_slots = filled_slots + offered,
    status = case when fills then 'locked' when status = 'locked' then 'active' else status end,
    locked_at = case when fills then coalesce(locked_at, sambatan.now()) end,
    updated_at = sambatan.now()
  where id = p_campaign_id;
  if campaign.status = 'locked' and not fills then
    perform sambatan.record_event(p_campaign_id, 'campaign_reopened', jsonb_build_object(
      'slots', more - offered, 'old_status', 'locked', 'new_status', 'active'));
  elsif campaign.status = 'active' and fills then
    perform sambatan.record_event(p_campaign_id, 'campaign_full',
      jsonb_build_object('slots', p_total_slots, 'old_status', 'active', 'new_status', 'locked'));
  end if;
end
$$;

comment on function sambatan.raise_capacity(uuid, integer) is 'Gives an open campaign more slots; a full one takes participants again.';
