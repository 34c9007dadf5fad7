-- Purpose: puts on record who was let in, or who changed who may do what, under the actor of the transaction.
-- Locks: none.
create or replace function sambatan.record_access(p_event text, p_person_id text, p_metadata jsonb default '{}')
returns void
language plpgsql
as $$
begin
  insert into sambatan.access_logs (event, actor, person_id, metadata, created_at)
  values (p_event, sambatan.actor(), p_person_id, p_metadata, sambatan.now());
end
$$;

comment on function sambatan.record_access(text, text, jsonb) is
  'Writes one event about access (sign-in, role, key, erasure) in the running transaction.';
