-- Purpose: brings campaigns to where they should be at a time, set-based: opens what opens, releases holds that expired,
-- completes what is full or met its goal, fails what did not.
--
-- After an outage several things are due at once and their order matters: a hold that expired before the campaign
-- filled, or before its deadline, had given its slots back by then; a hold that would have expired later is confirmed.
-- So holds are released up to the moment at which the campaign's fate was sealed, and only then is it decided.
--
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per transition of a campaign, and one per campaign whose holds expired.
create or replace function sambatan.advance_campaigns(ids uuid[], at_time timestamptz)
returns table (
  campaign_id uuid, action text, old_status sambatan.sambatan_status, new_status sambatan.sambatan_status, detail jsonb)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
begin
  return query
  with opened as (
    update sambatan.campaigns c set status = 'active', updated_at = at_time
    where c.id = any (ids) and sambatan.campaign_outcome(
      c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time) = 'campaign_opened'
    returning c.id
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
    select o.id, 'campaign_opened', sambatan.actor(), '{"old_status": "scheduled", "new_status": "active"}', at_time
    from opened o
  )
  select o.id, 'campaign_opened', 'scheduled'::sambatan.sambatan_status, 'active'::sambatan.sambatan_status, '{}'::jsonb
  from opened o;

  -- A campaign that reopens was never full in truth: holds that expired since it seemed so are then released as well.
  loop
    return query select * from sambatan.expire_holds(ids, at_time);
    exit when not found;
  end loop;

  return query
  select closed.campaign_id, 'campaign_completed', closed.old_status, 'fulfilled'::sambatan.sambatan_status, closed.detail
  from sambatan.close_campaigns(array(
    select c.id from sambatan.campaigns c
    where c.id = any (ids) and sambatan.campaign_outcome(
      c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time) = 'campaign_completed'
  ), 'fulfilled', null, at_time) closed;

  return query
  select closed.campaign_id, 'campaign_failed', closed.old_status, 'expired'::sambatan.sambatan_status, closed.detail
  from sambatan.close_campaigns(array(
    select c.id from sambatan.campaigns c
    where c.id = any (ids) and sambatan.campaign_outcome(
      c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time) = 'campaign_failed'
  ), 'expired', null, at_time) closed;
end
$$;

comment on function sambatan.advance_campaigns(uuid[], timestamptz) is
  'Makes every transition that is due at a time for campaigns whose rows the caller has locked.';
