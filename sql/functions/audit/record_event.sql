-- Purpose: writes one audit event of the running transaction. Its outbox row follows by itself (trigger enqueue_outbox).
-- Locks: none of its own; the caller holds the campaign's row.
create or replace function sambatan.record_event(
  p_campaign_id uuid, p_event text, p_metadata jsonb default '{}', p_participant_id uuid default null) returns void
language sql
as $$
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  values (p_campaign_id, p_participant_id, p_event, sambatan.actor(), p_metadata, sambatan.now())
$$;

comment on function sambatan.record_event(uuid, text, jsonb, uuid) is
  'Writes one audit event (and, through a trigger, its outbox row) in the running transaction.';
