-- Purpose: takes the locks that everything needs which is about one record, in the one order (invariant 8), and returns it.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: money_record_not_found, campaign_behind.
create or replace function sambatan.lock_record(p_record_id uuid) returns sambatan.money_records
language plpgsql
as $$
declare
  entry sambatan.money_records;
begin
  -- Never changed, but for words that an erasure wipes.
  select * into entry from sambatan.money_records where id = p_record_id;
  if not found then
    perform sambatan.refuse('money_record_not_found', jsonb_build_object('record_id', p_record_id));
  end if;
  perform sambatan.lock_participation(entry.participation_id);
  return entry;
end
$$;

comment on function sambatan.lock_record(uuid) is 'Locks the campaign and the participation of a record of money, and returns the record.';
