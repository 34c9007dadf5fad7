-- Purpose: takes the locks that every change of an entry of the list needs, in the one order (invariant 8), and returns the entry as it is
-- then.
-- Locks, in order: the campaign's row; where something fell due, its participants; the entry.
-- Refuses, in order: waiting_entry_not_found, campaign_behind.
create or replace function sambatan.lock_entry(p_entry_id uuid) returns sambatan.waiting_entries
language plpgsql
as $$
declare
  entry sambatan.waiting_entries;
begin
  select * into entry from sambatan.waiting_entries where id = p_entry_id;
  if not found then
    perform sambatan.refuse('waiting_entry_not_found', jsonb_build_object('entry_id', p_entry_id));
  end if;
  perform sambatan.lock_campaign_now(entry.campaign_id);
  select * into entry from sambatan.waiting_entries where id = p_entry_id for no key update;
  return entry;
end
$$;

comment on function sambatan.lock_entry(uuid) is 'Locks the campaign of an entry of its waiting list, then the entry, and returns it.';
