-- Purpose: writes what offer_to_waiting decided, at once: the offers with their prices, who is offered them, and what is on record.
-- p_chosen: [{id, participation_id, quantity, place, free_slots, passed}], in their order; p_told: [{id, quantity, place, reason,
-- free_slots}], those who were passed over; p_ordered: of a campaign that sells items what the chosen order, by their places.
-- Locks: none of its own; the caller holds the campaign's row. Participants and entries follow.
create or replace function sambatan.write_offers(
  p_campaign sambatan.campaigns, p_chosen jsonb, p_told jsonb, p_ordered sambatan.order_line[], p_ends timestamptz, p_at_time timestamptz)
returns void
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  order_lines jsonb[];
  order_amounts bigint[];
begin
  if p_campaign.itemized then
    select array_agg(one.lines order by one.ord), array_agg(one.amount order by one.ord) into order_lines, order_amounts
    from sambatan.priced_requests(sambatan.price_orders(p_campaign.id, p_ordered, p_at_time)) one;
  end if;
  insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, status, shipping_address, note,
    hold_expires_at, joined_at, updated_at, offered_at, on_behalf, lines)
  select (c.one ->> 'participation_id')::uuid, w.campaign_id, w.user_id, w.quantity,
    case when p_campaign.itemized then order_amounts[c.ord] else sambatan.quote(p_campaign, w.quantity) end,
    p_campaign.currency, 'offered', w.shipping_address, w.note, p_ends, p_at_time, p_at_time, p_at_time, w.on_behalf, order_lines[c.ord]
  from jsonb_array_elements(p_chosen) with ordinality as c (one, ord)
  join sambatan.waiting_entries w on w.id = (c.one ->> 'id')::uuid
  order by c.ord;
  update sambatan.waiting_entries w set participation_id = (c.one ->> 'participation_id')::uuid, updated_at = p_at_time
  from jsonb_array_elements(p_chosen) as c (one)
  where w.id = (c.one ->> 'id')::uuid;
  update sambatan.waiting_entries w set passed_at = p_at_time, passed_reason = t.one ->> 'reason'
  from jsonb_array_elements(p_told) as t (one)
  where w.id = (t.one ->> 'id')::uuid;

  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  select p_campaign.id, p.id, 'offer_made', sambatan.actor(), jsonb_build_object(
    'entry_id', c.one -> 'id', 'quantity', p.quantity, 'amount', p.amount, 'expires_at', p.hold_expires_at,
    'place', c.one ->> 'place', 'free_slots', c.one -> 'free_slots', 'passed', c.one -> 'passed'), p_at_time
  from jsonb_array_elements(p_chosen) with ordinality as c (one, ord)
  join sambatan.participants p on p.id = (c.one ->> 'participation_id')::uuid
  order by c.ord;
  insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at, subject, subject_id)
  select p_campaign.id, 'waiting_passed_over', sambatan.actor(),
    t.one - array['id', 'place', 'reason'] || jsonb_build_object('cause', t.one -> 'reason'), p_at_time, 'waiting_entry', t.one ->> 'id'
  from jsonb_array_elements(p_told) as t (one)
  order by (t.one ->> 'place')::numeric;
end
$$;

comment on function sambatan.write_offers(sambatan.campaigns, jsonb, jsonb, sambatan.order_line[], timestamptz, timestamptz) is
  'Writes offers to those who wait, with their prices and their events.';
