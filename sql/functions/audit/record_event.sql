-- Purpose: writes one audit event of the running transaction. Its outbox row follows by itself (trigger enqueue_outbox).
-- p_subject, p_subject_id: what the event is about, where that is neither a campaign nor a participation; such an event may have
-- no campaign. Which events there are, and what they are about: src/modules/audit/catalogue.
-- Locks: none of its own; the caller holds the campaign's row, or the subject's.
create or replace function sambatan.record_event(
  p_campaign_id uuid, p_event text, p_metadata jsonb default '{}', p_participant_id uuid default null,
  p_subject text default null, p_subject_id text default null) returns void
language plpgsql
as $$
begin
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at, subject, subject_id)
  values (p_campaign_id, p_participant_id, p_event, sambatan.actor(), p_metadata, sambatan.now(), p_subject, p_subject_id);
end
$$;

comment on function sambatan.record_event(uuid, text, jsonb, uuid, text, text) is
  'Writes one audit event (and, through a trigger, its outbox row) in the running transaction.';
