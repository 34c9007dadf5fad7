-- Purpose: cancels reserved participations whose hold has expired and gives their slots back; a full campaign reopens.
-- How late a hold may end is hold_limit's to say. A campaign that reopens was never full in truth: holds that expired since it
-- seemed so follow.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per campaign whose holds expired, and another where more of them followed.
create or replace function sambatan.expire_holds(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  lapsed uuid[];
  released record;
  before sambatan.campaigns;
  campaign sambatan.campaigns;
begin
  loop
    lapsed := array(
      select p.id
      from sambatan.campaigns c
      join sambatan.participants p on p.campaign_id = c.id and p.status = 'pending_payment'
        and sambatan.hold_end(c, p.hold_expires_at) <= least(p_at_time, sambatan.hold_limit(c))
      where c.id = any (p_ids) and c.status in ('active', 'locked'));
    exit when cardinality(lapsed) = 0;
    for released in
      select m.campaign_id, sum(m.quantity)::int as slots, count(*)::int as participants
      from sambatan.move_participations(lapsed, 'cancelled', 'hold_expired', '{}', p_at_time) m
      group by m.campaign_id
    loop
      select * into before from sambatan.campaigns where id = released.campaign_id;
      campaign := sambatan.give_back_slots(released.campaign_id, released.slots, p_at_time);
      return next row(released.campaign_id, 'hold_expired', before.status, campaign.status,
        jsonb_build_object('slots', released.slots, 'participants', released.participants))::sambatan.transition;
    end loop;
  end loop;
end
$$;

comment on function sambatan.expire_holds(uuid[], timestamptz) is
  'Cancels reserved participations whose hold has expired, for campaigns whose rows the caller has locked.';
