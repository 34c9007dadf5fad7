-- Purpose: ends entries that wait and are offered nothing, each with its event.
-- p_outcome: why; p_reason: what whoever ended it says about it.
-- Locks: none of its own; the caller holds the campaigns' rows. Entries follow.
create or replace function sambatan.end_entries(p_ids uuid[], p_outcome text, p_reason text, p_at_time timestamptz) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
begin
  with ended as (
    update sambatan.waiting_entries w set ended_at = p_at_time, outcome = p_outcome, updated_at = p_at_time
    where w.id = any (p_ids) and w.ended_at is null and w.participation_id is null
    returning w.id, w.campaign_id, w.quantity, w.place
  )
  insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at, subject, subject_id)
  select e.campaign_id, 'waiting_ended', sambatan.actor(),
    jsonb_strip_nulls(jsonb_build_object('quantity', e.quantity, 'cause', p_outcome, 'reason', p_reason)), p_at_time,
    'waiting_entry', e.id::text
  from ended e
  order by e.campaign_id, e.place;
end
$$;

comment on function sambatan.end_entries(uuid[], text, text, timestamptz) is
  'Ends entries of waiting lists that are offered nothing, each with its event.';
