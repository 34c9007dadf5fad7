-- Purpose: the verdict: completed where the slots that count reach the goal without those of items that are below their minimum, else
-- failed. Only where it completes do these items drop (close_campaigns).
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per campaign.
create or replace function sambatan.pass_verdict(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
declare
  is_met boolean;
  outcome sambatan.sambatan_status;
begin
  foreach is_met in array array[true, false] loop
    outcome := case when is_met then 'fulfilled' else 'expired' end;
    return query
    select closed.campaign_id, case when is_met then 'campaign_completed' else 'campaign_failed' end, closed.old_status, outcome,
      closed.detail
    from sambatan.close_campaigns(array(
      select c.id from sambatan.campaigns c
      where c.id = any (p_ids) and (sambatan.counted_slots(c) - sambatan.left_out_slots(c) >= c.minimum_slots) = is_met
        and c.status in ('active', 'locked')
    ), outcome, null, p_at_time) closed;
  end loop;
end
$$;

comment on function sambatan.pass_verdict(uuid[], timestamptz) is
  'Completes or fails campaigns whose rows the caller has locked, by the slots that count against their goal.';
