-- Purpose: changes where a reserved participation is sent and what is noted with it. `changes` holds `shipping_address`,
-- `note` or both; what is left out, or is as it was, stays. The event names the fields alone: what stood and stands in them
-- is personal data, and audit events are kept forever.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, offer_open, participation_state_invalid.
-- Returns: the participation afterwards.
create or replace function sambatan.change_sambatan_participation(participation_id uuid, changes jsonb)
returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
  new_address text;
  new_note text;
  fields text[];
begin
  participation := sambatan.lock_participation(participation_id);
  perform sambatan.refuse_open_offer(participation);
  if participation.status <> 'pending_payment' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'change'));
  end if;
  new_address := coalesce(changes ->> 'shipping_address', participation.shipping_address);
  new_note := case when changes ? 'note' then changes ->> 'note' else participation.note end;
  fields := array_remove(array[
    case when new_address <> participation.shipping_address then 'shipping_address' end,
    case when new_note is distinct from participation.note then 'note' end], null);
  if cardinality(fields) = 0 then
    return participation;
  end if;
  update sambatan.participants set shipping_address = new_address, note = new_note, updated_at = sambatan.now()
  where id = participation.id
  returning * into participation;
  perform sambatan.record_event(participation.campaign_id, 'participant_changed',
    jsonb_build_object('fields', to_jsonb(fields)), participation.id);
  return participation;
end
$$;

comment on function sambatan.change_sambatan_participation(uuid, jsonb) is
  'Changes shipping address and note of a reserved participation; the event names the fields only.';
