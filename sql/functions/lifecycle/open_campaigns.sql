-- Purpose: opens scheduled campaigns whose time has come.
-- Locks: none of its own; the caller holds the campaigns' rows.
-- Returns: a row per campaign that opened.
create or replace function sambatan.open_campaigns(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
begin
  return query
  with opened as (
    update sambatan.campaigns c set status = 'active', updated_at = p_at_time
    where c.id = any (p_ids) and c.status = 'scheduled' and c.opens_at <= p_at_time
    returning c.id, c.opens_at
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
    select o.id, 'campaign_opened', sambatan.actor(),
      jsonb_build_object('old_status', 'scheduled', 'new_status', 'active', 'due_at', o.opens_at), p_at_time
    from opened o
  )
  select o.id, 'campaign_opened', 'scheduled'::sambatan.sambatan_status, 'active'::sambatan.sambatan_status, '{}'::jsonb
  from opened o;
end
$$;

comment on function sambatan.open_campaigns(uuid[], timestamptz) is
  'Opens the scheduled ones among campaigns whose rows the caller has locked, where their time has come.';
