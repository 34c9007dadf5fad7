-- Purpose: holds against its rule what can be done only to an entry that waits and is offered nothing: what is offered is first claimed as
-- it is.
-- Locks: none.
-- Refuses, in order: waiting_ended, offer_open.
create or replace function sambatan.refuse_not_waiting(p_entry sambatan.waiting_entries) returns void
language plpgsql
as $$
begin
  if p_entry.ended_at is not null then
    perform sambatan.refuse('waiting_ended', jsonb_build_object('entry_id', p_entry.id));
  elsif p_entry.participation_id is not null then
    perform sambatan.refuse('offer_open', jsonb_build_object('participation_id', p_entry.participation_id));
  end if;
end
$$;

comment on function sambatan.refuse_not_waiting(sambatan.waiting_entries) is
  'Refuses what can be done only to an entry that waits and is offered nothing.';
