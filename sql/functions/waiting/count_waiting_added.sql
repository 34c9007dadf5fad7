-- Purpose: as count_waiting, of new entries.
-- Locks: the campaign's row, which every function of ours holds already.
create or replace function sambatan.count_waiting_added() returns trigger
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  change record;
begin
  for change in
    select campaign_id, count(*)::int as waiting from added where ended_at is null and participation_id is null group by 1 order by 1
  loop
    update sambatan.campaigns set waiting_count = waiting_count + change.waiting where id = change.campaign_id;
  end loop;
  return null;
end
$$;

comment on function sambatan.count_waiting_added() is 'Trigger: counts those who begin to wait for a campaign.';

create or replace trigger count_waiting_added
  after insert on sambatan.waiting_entries
  referencing new table as added
  for each statement execute function sambatan.count_waiting_added();
