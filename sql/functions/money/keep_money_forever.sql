-- Purpose: the book is only added to (invariant 13): a mistake is undone by a record that reverses it. Only what was written beside
-- the sums, in which people may be named, is wiped by an erasure.
-- Refuses: record_permanent.
create or replace function sambatan.keep_money_forever() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'UPDATE' and coalesce(new.reference, '') in ('', old.reference) and coalesce(new.note, '') in ('', old.note)
    and to_jsonb(new) - '{reference,note}'::text[] = to_jsonb(old) - '{reference,note}'::text[] then
    return new;
  end if;
  perform sambatan.refuse('record_permanent', jsonb_build_object('table', tg_table_name, 'operation', lower(tg_op)));
  return null;
end
$$;

comment on function sambatan.keep_money_forever() is
  'Trigger: refuses to change or remove records of money, but for words that an erasure wipes.';

create or replace trigger keep_money_unchanged
  before update on sambatan.money_records
  for each row execute function sambatan.keep_money_forever();

create or replace trigger keep_money_forever
  before delete or truncate on sambatan.money_records
  for each statement execute function sambatan.keep_money_forever();

create or replace trigger keep_money_reports_forever
  before delete or truncate on sambatan.money_reports
  for each statement execute function sambatan.keep_forever();
