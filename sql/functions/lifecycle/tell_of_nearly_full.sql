-- Purpose: writes the event of a campaign of which four fifths are taken, of which its seller is told, once in its life. A run does
-- so, and not the join that comes that far: nobody who joins waits for it.
-- Locks: none of its own; the caller holds the campaigns' rows.
-- Returns: a row per campaign.
create or replace function sambatan.tell_of_nearly_full(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
begin
  return query
  with told as (
    update sambatan.campaigns c set nearly_full_at = p_at_time
    where c.id = any (p_ids) and c.status = 'active' and c.settling_since is null and c.nearly_full_at is null
      and sambatan.is_nearly_full(c.filled_slots, c.total_slots)
    returning c.id, c.status, jsonb_build_object(
      'slots', c.filled_slots, 'total_slots', c.total_slots, 'minimum_slots', c.minimum_slots) as detail
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
    select t.id, 'campaign_nearly_full', sambatan.actor(), t.detail, p_at_time from told t
  )
  select t.id, 'campaign_nearly_full', t.status, t.status, t.detail from told t;
end
$$;

comment on function sambatan.tell_of_nearly_full(uuid[], timestamptz) is
  'Tells of campaigns whose rows the caller has locked that few of their slots are left.';
