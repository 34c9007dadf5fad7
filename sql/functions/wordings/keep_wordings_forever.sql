-- Purpose: what somebody joined on stays as it was. Only its pictures may be taken out, all of them, by an erasure.
-- Refuses: record_permanent.
create or replace function sambatan.keep_wordings_forever() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'UPDATE' and (new.photos = '[]' or new.photos is not distinct from old.photos)
    and (new.image_url is null or new.image_url = old.image_url)
    and to_jsonb(new) - '{photos,image_url}'::text[] = to_jsonb(old) - '{photos,image_url}'::text[] then
    return new;
  end if;
  perform sambatan.refuse('record_permanent', jsonb_build_object('table', tg_table_name, 'operation', lower(tg_op)));
  return null;
end
$$;

comment on function sambatan.keep_wordings_forever() is
  'Trigger: refuses to change or remove what somebody joined on, but for its pictures in an erasure.';

create or replace trigger keep_wordings_unchanged
  before update on sambatan.wordings
  for each row execute function sambatan.keep_wordings_forever();

create or replace trigger keep_wordings_forever
  before delete or truncate on sambatan.wordings
  for each statement execute function sambatan.keep_wordings_forever();
