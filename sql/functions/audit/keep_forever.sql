-- Purpose: history stays. Audit events are never changed or removed (invariant 6); campaigns and participations are
-- never removed, because events, money and other systems point at them.
-- Refuses: record_permanent.
create or replace function sambatan.keep_forever() returns trigger
language plpgsql
as $$
begin
  perform sambatan.refuse('record_permanent', jsonb_build_object('table', tg_table_name, 'operation', lower(tg_op)));
  return null;
end
$$;

comment on function sambatan.keep_forever() is 'Trigger: refuses to change or remove what must stay on record.';

create or replace trigger keep_audit_forever
  before update or delete or truncate on sambatan.audit_logs
  for each statement execute function sambatan.keep_forever();

create or replace trigger keep_access_forever
  before update or delete or truncate on sambatan.access_logs
  for each statement execute function sambatan.keep_forever();

create or replace trigger keep_campaigns_forever
  before delete or truncate on sambatan.campaigns
  for each statement execute function sambatan.keep_forever();

create or replace trigger keep_participants_forever
  before delete or truncate on sambatan.participants
  for each statement execute function sambatan.keep_forever();
