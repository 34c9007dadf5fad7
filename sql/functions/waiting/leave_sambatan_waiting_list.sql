-- Purpose: takes an entry off the list; an offer that it has is declined with it, and goes onward. Another person than its buyer gives a
-- reason. Whoever has left already is told nothing new.
-- Locks, in order: the campaign's row, its participants, the entry.
-- Refuses, in order: waiting_entry_not_found, campaign_behind, reason_required.
-- Returns: the entry afterwards.
create or replace function sambatan.leave_sambatan_waiting_list(entry_id uuid, reason text default null) returns sambatan.waiting_entries
language plpgsql
as $$
declare
  entry sambatan.waiting_entries := sambatan.lock_entry(entry_id);
  by_other boolean := sambatan.actor() like 'user:%' and sambatan.actor() <> 'user:' || entry.user_id;
begin
  if entry.ended_at is not null then
    return entry;
  end if;
  if by_other then
    perform sambatan.require_reason(reason);
  end if;
  if entry.participation_id is not null then
    perform sambatan.decline_offer(entry.participation_id, case when by_other then 'removed' else 'declined' end, reason);
  else
    perform sambatan.end_entries(array[entry.id], case when by_other then 'removed' else 'left' end, reason, sambatan.now());
    -- Whoever is behind fits or does not as before: nothing came free.
  end if;
  select * into entry from sambatan.waiting_entries w where w.id = entry.id;
  return entry;
end
$$;

comment on function sambatan.leave_sambatan_waiting_list(uuid, text) is 'Takes an entry off a waiting list, and declines what it is offered.';
