-- Purpose: campaigns.waiting_count = number of entries of its list that wait and are offered nothing, whoever writes them: a release asks
-- the campaign's row alone whether anybody waits.
-- Locks: the campaign's row, which every function of ours holds already.
create or replace function sambatan.count_waiting() returns trigger
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  change record;
begin
  for change in
    select campaign_id, sum(waiting)::int as waiting
    from (
      select campaign_id, 1 as waiting from added where ended_at is null and participation_id is null
      union all
      select campaign_id, -1 from removed where ended_at is null and participation_id is null
    ) both_sides
    group by 1 having sum(waiting) <> 0 order by 1
  loop
    update sambatan.campaigns set waiting_count = waiting_count + change.waiting where id = change.campaign_id;
  end loop;
  return null;
end
$$;

comment on function sambatan.count_waiting() is 'Trigger: keeps the number of those who wait for a campaign true.';

create or replace trigger count_waiting_changed
  after update on sambatan.waiting_entries
  referencing new table as added old table as removed
  for each statement execute function sambatan.count_waiting();
