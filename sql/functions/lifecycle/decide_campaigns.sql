-- Purpose: decides open campaigns whose deadline has passed: completed where the goal is met, else failed.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per campaign that ended.
create or replace function sambatan.decide_campaigns(ids uuid[], at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
declare
  outcome text;
begin
  foreach outcome in array array['campaign_completed', 'campaign_failed'] loop
    return query
    select closed.campaign_id, outcome, closed.old_status,
      case outcome when 'campaign_completed' then 'fulfilled' else 'expired' end::sambatan.sambatan_status, closed.detail
    from sambatan.close_campaigns(array(
      select c.id from sambatan.campaigns c
      where c.id = any (ids) and c.deadline <= at_time
        and sambatan.campaign_outcome(c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time) = outcome
    ), case outcome when 'campaign_completed' then 'fulfilled' else 'expired' end, null, at_time) closed;
  end loop;
end
$$;

comment on function sambatan.decide_campaigns(uuid[], timestamptz) is
  'Completes or fails campaigns whose rows the caller has locked, where their deadline has passed.';
