-- Purpose: what somebody joined on stays as it was. Only its photos may be taken out, all of them, by an erasure.
-- Refuses: record_permanent.
create or replace function sambatan.keep_wordings_forever() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'UPDATE' and new.photos = '[]' and to_jsonb(new) - 'photos' = to_jsonb(old) - 'photos' then
    return new;
  end if;
  perform sambatan.refuse('record_permanent', jsonb_build_object('table', tg_table_name, 'operation', lower(tg_op)));
  return null;
end
$$;

comment on function sambatan.keep_wordings_forever() is
  'Trigger: refuses to change or remove what somebody joined on, but for its photos in an erasure.';

create or replace trigger keep_wordings_unchanged
  before update on sambatan.wordings
  for each row execute function sambatan.keep_wordings_forever();

create or replace trigger keep_wordings_forever
  before delete or truncate on sambatan.wordings
  for each statement execute function sambatan.keep_wordings_forever();
