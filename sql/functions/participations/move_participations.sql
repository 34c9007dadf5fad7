-- Purpose: the one writer of a participation's status: moves any number of them, each with its event, and with the time at which a
-- claim on slots ended. The slots themselves are the caller's (give_back_slots): of a campaign that ends all come back at once.
-- `p_metadata` is what the events say beside quantity, amount and statuses.
-- Locks: none of its own; the caller holds the campaigns' rows, and has looked at what it moves. Participants follow.
-- Returns: the participations afterwards.
--
-- Plans: see join_sambatan_campaigns.
create or replace function sambatan.move_participations(
  p_ids uuid[], p_to sambatan.sambatan_participant_status, p_event text, p_metadata jsonb, p_at_time timestamptz)
returns setof sambatan.participants
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
declare
  moved sambatan.participants[];
  waiting uuid[];
begin
  with before as materialized (
    select p.id, p.status from sambatan.participants p where p.id = any (p_ids)
  ), moved as (
    update sambatan.participants p set
      status = p_to,
      confirmed_at = case when p_to = 'confirmed' then coalesce(p.confirmed_at, p_at_time) else p.confirmed_at end,
      ended_at = case when not sambatan.is_live(p_to) then p_at_time end,
      updated_at = p_at_time
    from before b
    where p.id = b.id
    returning p as one, b.status as old_status
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
    select (m.one).campaign_id, (m.one).id, p_event, sambatan.actor(),
      jsonb_build_object('quantity', (m.one).quantity, 'amount', (m.one).amount, 'old_status', m.old_status, 'new_status', p_to)
        || case when p_event = 'hold_expired'
          -- Without a hold, or with money on record, it ended with the settlement.
          then jsonb_strip_nulls(jsonb_build_object('hold_expires_at', (m.one).hold_expires_at,
            'due_at', coalesce((m.one).hold_expires_at, (
              select c.deadline + c.settlement_minutes * interval '1 minute' from sambatan.campaigns c
              where c.id = (m.one).campaign_id))))
          when p_event = 'offer_expired' then jsonb_build_object('due_at', (m.one).hold_expires_at)
          else '{}' end
        || jsonb_strip_nulls(p_metadata),
      p_at_time
    from moved m
    order by (m.one).id
  )
  select array_agg(m.one) into moved from moved m;
  -- Where the next hold to expire was one of these, another one is next. A pass sees to that itself.
  if current_setting('sambatan.due_by_caller', true) is distinct from 'on' then
    waiting := array(
      select distinct d.campaign_id from unnest(moved) m
      join sambatan.campaign_due d on d.campaign_id = m.campaign_id and d.kind = 'hold' and d.due_at >= m.hold_expires_at);
    if cardinality(waiting) > 0 then
      perform sambatan.refresh_due(waiting);
    end if;
  end if;
  return query select * from unnest(moved);
end
$$;

comment on function
  sambatan.move_participations(uuid[], sambatan.sambatan_participant_status, text, jsonb, timestamptz) is
  'Moves participations to a status, each with its event: the one writer of a participation''s status.';
