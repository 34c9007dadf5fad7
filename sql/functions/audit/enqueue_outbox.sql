-- Purpose: every audit event gets its outbox row in the same statement, whoever writes it: none can be forgotten, none
-- can be sent for what was rolled back (invariant 6). Set-based, because a batch of joins writes hundreds at once.
create or replace function sambatan.enqueue_outbox() returns trigger
language plpgsql
as $$
begin
  insert into sambatan.outbox (audit_id, campaign_id) select id, campaign_id from added;
  return null;
end
$$;

comment on function sambatan.enqueue_outbox() is 'Trigger: one outbox row per audit event.';

create or replace trigger enqueue_outbox
  after insert on sambatan.audit_logs
  referencing new table as added
  for each statement execute function sambatan.enqueue_outbox();
