-- Purpose: gives a published campaign more time. Never less: those who joined did so on the promise of a date, and may leave for a
-- while when it moves (may_leave_until). Holds and offers that run keep their end; whoever waits may be offered again what was free. Its seller may do so twice, to at most 60 days after the
-- first deadline; operators and other systems further, a person with a reason.
-- Locks, in order: the campaign's row.
-- Refuses, in order: campaign_not_found, campaign_behind, campaign_state_invalid (not scheduled, active or full),
-- campaign_settling, deadline_not_later, deadline_too_far, extension_limit (its seller), reason_required (an operator).
-- Returns: the campaign afterwards.
create or replace function sambatan.extend_sambatan_campaign(
  campaign_id uuid, new_deadline timestamptz, reason text default null)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
  old_deadline timestamptz;
  by_seller boolean;
begin
  campaign := sambatan.lock_campaign_now(campaign_id);
  at_time := sambatan.now();
  old_deadline := campaign.deadline;
  if campaign.status not in ('scheduled', 'active', 'locked') then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'extend'));
  end if;
  if campaign.settling_since is not null then
    perform sambatan.refuse('campaign_settling', jsonb_build_object('action', 'extend',
      'settles_until', campaign.deadline + campaign.settlement_minutes * interval '1 minute'));
  end if;
  if new_deadline is null or new_deadline <= old_deadline then
    perform sambatan.refuse('deadline_not_later', jsonb_build_object('path', 'deadline', 'deadline', old_deadline));
  end if;
  perform sambatan.refuse_far_deadline(new_deadline);
  by_seller := sambatan.actor() = 'user:' || campaign.seller_id;
  if by_seller then
    if sambatan.extensions_left(campaign) = 0 or new_deadline > sambatan.latest_extension(campaign) then
      perform sambatan.refuse('extension_limit', jsonb_build_object('path', 'deadline',
        'latest', sambatan.latest_extension(campaign), 'extensions_left', sambatan.extensions_left(campaign)));
    end if;
  elsif sambatan.actor() like 'user:%' then
    perform sambatan.require_reason(reason);
  end if;
  update sambatan.campaigns set
    deadline = new_deadline,
    extended_at = at_time,
    extended_from = old_deadline,
    seller_extensions = seller_extensions + by_seller::int,
    offers_stopped_at = null,
    updated_at = at_time
  where id = campaign.id
  returning * into campaign;
  perform sambatan.record_event(campaign.id, 'campaign_extended', jsonb_strip_nulls(jsonb_build_object(
    'old_deadline', old_deadline, 'new_deadline', new_deadline,
    'leave_until', least(greatest(old_deadline, at_time + interval '72 hours'), new_deadline), 'reason', reason)));
  if campaign.waiting_count > 0 then
    campaign := sambatan.give_back_slots(campaign.id, 0, at_time);
  end if;
  return campaign;
end
$$;

comment on function sambatan.extend_sambatan_campaign(uuid, timestamptz, text) is
  'Moves the deadline of a published campaign to a later time, never to an earlier one.';
