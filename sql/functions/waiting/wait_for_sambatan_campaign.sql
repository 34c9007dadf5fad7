-- Purpose: puts a buyer on the waiting list of an open campaign, with an order that does not fit now, all or nothing. One entry a buyer,
-- at most 1,000 a campaign.
-- request: {id, user_id, quantity | lines, shipping_address, note?}, as a join has them; `id` is the new entry's UUID.
-- Locks, in order: the campaign's row; where something fell due, its participants.
-- Refuses, in order: campaign_not_found, campaign_behind, request_invalid, lines_required, campaign_not_open, campaign_closed,
-- own_campaign, item_unavailable, item_limit, already_joined_limit, below_min_per_buyer, insufficient_slots (the order could never fit),
-- already_waiting, hold_ended_recently, order_fits, waiting_list_full.
-- Returns: the entry.
create or replace function sambatan.wait_for_sambatan_campaign(campaign_id uuid, request jsonb) returns sambatan.waiting_entries
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  campaign sambatan.campaigns := sambatan.lock_campaign_now(campaign_id);
  at_time timestamptz := sambatan.now();
  buyer text := request ->> 'user_id';
  asked record;
  held integer;
  refused record;
  counted_until timestamptz;
  entry sambatan.waiting_entries;
begin
  select * into asked from sambatan.read_order(campaign, request);
  if asked.quantity is null or coalesce(buyer, '') = '' or length(buyer) > 128 or sambatan.is_reserved_id(buyer)
    or request ->> 'id' is null or length(request ->> 'shipping_address') > 240 or request ->> 'shipping_address' is null
    or length(request ->> 'note') > 160 then
    perform sambatan.refuse('request_invalid', case when asked.quantity is null then sambatan.order_fault(campaign, request) else '{}' end);
  elsif asked.quantity = 0 then
    perform sambatan.refuse('lines_required', jsonb_build_object('path', 'lines'));
  end if;
  held := sambatan.held_slots(campaign.id, buyer);
  select * into refused from sambatan.wait_refusal(campaign, buyer, asked.lines, asked.quantity, held, at_time);
  if refused.refusal is not null then
    perform sambatan.refuse(refused.refusal, coalesce(refused.detail, '{}'));
  end if;
  if exists (select from sambatan.waiting_entries w where w.campaign_id = campaign.id and w.user_id = buyer and w.ended_at is null) then
    perform sambatan.refuse('already_waiting', jsonb_build_object('campaign_id', campaign.id));
  end if;
  if campaign.status = 'active' and sambatan.join_refusal_of_entry(
    campaign, buyer, asked.lines, asked.quantity, held, sambatan.available_slots(campaign), null) is null then
    counted_until := case when campaign.hold_minutes is not null then sambatan.hold_counted_until(campaign.id, buyer) end;
    if sambatan.buyer_refusal(campaign, buyer, counted_until, at_time) is not null then
      perform sambatan.refuse('hold_ended_recently', jsonb_build_object('again_at', counted_until + interval '1 hour'));
    end if;
    perform sambatan.refuse('order_fits', jsonb_build_object('requested', asked.quantity, 'available', sambatan.available_slots(campaign)));
  end if;
  if campaign.waiting_count >= 1000 then
    perform sambatan.refuse('waiting_list_full', jsonb_build_object('maximum', 1000));
  end if;
  insert into sambatan.waiting_entries (id, campaign_id, user_id, quantity, lines, shipping_address, note, on_behalf, created_at, updated_at)
  values ((request ->> 'id')::uuid, campaign.id, buyer, asked.quantity, sambatan.entry_order(asked.lines),
    request ->> 'shipping_address', request ->> 'note', sambatan.actor() like 'user:%' and sambatan.actor() <> 'user:' || buyer,
    at_time, at_time)
  returning * into entry;
  perform sambatan.record_event(campaign.id, 'waiting_joined', jsonb_strip_nulls(jsonb_build_object(
    'quantity', entry.quantity, 'place', entry.place::text, 'on_behalf', case when entry.on_behalf then true end)),
    null, 'waiting_entry', entry.id::text);
  return entry;
end
$$;

comment on function sambatan.wait_for_sambatan_campaign(uuid, jsonb) is
  'Puts a buyer on the waiting list of an open campaign, with an order that does not fit now.';
