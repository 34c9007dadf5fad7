-- Purpose: changes what an entry of the list orders. A smaller order, no more slots and no more units of any item, keeps its place; any
-- other begins at the end of the list. What fits then is offered at once.
-- wanted: {quantity | lines}.
-- Locks, in order: the campaign's row; where something fell due, its participants; the entry.
-- Refuses, in order: waiting_entry_not_found, campaign_behind, waiting_ended, offer_open, request_invalid, lines_required, and what
-- refuses waiting with the order.
-- Returns: the entry afterwards.
create or replace function sambatan.change_sambatan_waiting_entry(entry_id uuid, wanted jsonb) returns sambatan.waiting_entries
language plpgsql
as $$
declare
  entry sambatan.waiting_entries := sambatan.lock_entry(entry_id);
  before sambatan.waiting_entries := entry;
  campaign sambatan.campaigns;
  at_time timestamptz := sambatan.now();
  asked record;
  refused record;
  keeps_place boolean;
begin
  perform sambatan.refuse_not_waiting(entry);
  select * into campaign from sambatan.campaigns c where c.id = entry.campaign_id;
  select * into asked from sambatan.read_order(campaign, wanted);
  if asked.quantity is null then
    perform sambatan.refuse('request_invalid', sambatan.order_fault(campaign, wanted));
  elsif asked.quantity = 0 then
    perform sambatan.refuse('lines_required', jsonb_build_object('path', 'lines'));
  end if;
  select * into refused from sambatan.wait_refusal(
    campaign, entry.user_id, asked.lines, asked.quantity, sambatan.held_slots(campaign.id, entry.user_id), at_time);
  if refused.refusal is not null then
    perform sambatan.refuse(refused.refusal, coalesce(refused.detail, '{}'));
  end if;
  if asked.quantity = entry.quantity and sambatan.entry_order(asked.lines) is not distinct from entry.lines then
    return entry;
  end if;
  keeps_place := asked.quantity <= entry.quantity and not exists (
    select from unnest(asked.lines) l
    left join jsonb_to_recordset(entry.lines) as had (item smallint, units integer) on had.item = l.item
    where l.units > coalesce(had.units, 0));
  update sambatan.waiting_entries w set
    quantity = asked.quantity, lines = sambatan.entry_order(asked.lines), passed_at = null, passed_reason = null, updated_at = at_time,
    place = case when keeps_place then w.place else nextval('sambatan.waiting_places') end
  where w.id = entry.id;
  select * into entry from sambatan.waiting_entries w where w.id = before.id;
  perform sambatan.record_event(campaign.id, 'waiting_changed', jsonb_build_object(
    'quantity', entry.quantity, 'old_quantity', before.quantity, 'place', entry.place::text), null, 'waiting_entry', entry.id::text);
  perform sambatan.offer_freed(campaign.id);
  select * into entry from sambatan.waiting_entries w where w.id = before.id;
  return entry;
end
$$;

comment on function sambatan.change_sambatan_waiting_entry(uuid, jsonb) is
  'Changes what an entry of a waiting list orders; a smaller order keeps its place.';
