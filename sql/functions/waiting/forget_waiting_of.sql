-- Purpose: ends the places of a person on waiting lists, and what they are offered, which goes onward; and forgets where it was to be sent.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants and entries follow.
create or replace function sambatan.forget_waiting_of(p_person_id text) returns void
language plpgsql
as $$
declare
  entry sambatan.waiting_entries;
begin
  for entry in
    select * from sambatan.waiting_entries w where w.user_id = p_person_id and w.ended_at is null order by w.campaign_id
  loop
    if entry.participation_id is null then
      perform sambatan.end_entries(array[entry.id], 'erased', null, sambatan.now());
    else
      perform sambatan.decline_offer(entry.participation_id, 'erased', null);
    end if;
  end loop;
  update sambatan.waiting_entries w set shipping_address = '', note = null
  where w.user_id = p_person_id and (w.shipping_address <> '' or w.note is not null);
end
$$;

comment on function sambatan.forget_waiting_of(text) is 'Ends the places of a person on waiting lists, and what they are offered.';
