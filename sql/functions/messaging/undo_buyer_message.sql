-- Purpose: takes back that a chat was opened, or that somebody was skipped: they wait on the list again. Undoing twice changes nothing.
-- Locks: the record.
-- Refuses: buyer_message_not_found.
create or replace function sambatan.undo_buyer_message(p_campaign_id uuid, p_id bigint) returns sambatan.buyer_messages
language plpgsql
as $$
declare
  undone sambatan.buyer_messages;
begin
  update sambatan.buyer_messages m set undone_at = coalesce(m.undone_at, sambatan.now())
  where m.id = p_id and m.campaign_id = p_campaign_id
  returning * into undone;
  if not found then
    perform sambatan.refuse('buyer_message_not_found', jsonb_build_object('message_id', p_id));
  end if;
  return undone;
end
$$;

comment on function sambatan.undo_buyer_message(uuid, bigint) is
  'Takes back that a chat was opened, or that somebody was skipped.';
