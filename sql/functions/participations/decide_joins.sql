-- Purpose: decides a batch of joins one by one, in order, where not all of it fits: the last slots, a limit per buyer,
-- a key sent twice in one batch, a campaign that takes nobody. Writes nothing. A request too large for what is left
-- does not block a smaller one behind it. Why one is refused is what admission_refusal, buyer_refusal, item_refusal and
-- quantity_refusal say, in this order: a minimum leaves no slots that nobody can have. Last comes what it would cost.
-- p_ordered: of a campaign that sells items, what the requests order, in their order.
-- Locks: none; the caller holds the campaign's row.
-- Returns: one outcome and one detail per request, and the requests (a repeat within the batch gets the id of its first).
drop function if exists sambatan.decide_joins(sambatan.join_request[], sambatan.campaigns, text, timestamptz);
create or replace function sambatan.decide_joins(
  p_request sambatan.join_request[], p_campaign sambatan.campaigns, p_refusal text, p_at_time timestamptz,
  p_ordered sambatan.order_line[],
  out outcomes text[], out details jsonb[], out requests sambatan.join_request[])
language plpgsql
as $$
declare
  r sambatan.join_request;
  slots_left integer := sambatan.available_slots(p_campaign);
  taken jsonb := '{}';   -- user -> slots taken in this batch
  first_use jsonb := '{}';  -- scope and key -> position in this batch
  key_id text;
  mine integer;
  wanted sambatan.order_line[];  -- the lines of the request that is decided
  at integer := 1;  -- where those of the next request begin
  units integer[];  -- by an item's number: units taken in this batch
  by_buyer jsonb := '{}';  -- user and item -> units taken in this batch
  refused record;  -- by an item
  amount bigint;
begin
  requests := p_request;
  if p_campaign.itemized then
    units := array_fill(0, array[(select max(i.number) from sambatan.campaign_items i where i.campaign_id = p_campaign.id)::integer]);
  end if;
  for i in 1 .. array_length(p_request, 1) loop
    r := p_request[i];
    details[i] := null;
    key_id := jsonb_build_array(r.scope, r.key)::text;
    mine := coalesce(r.held, 0) + coalesce((taken ->> r.user_id)::int, 0);
    wanted := '{}';
    while p_ordered[at].ord = i loop
      wanted := wanted || p_ordered[at];
      at := at + 1;
    end loop;
    select null::text as refusal, null::jsonb as detail into refused;
    if not r.valid then
      outcomes[i] := 'request_invalid';
    elsif r.quantity = 0 then
      outcomes[i] := 'lines_required';
      details[i] := jsonb_build_object('path', 'lines');
    elsif r.is_known then
      outcomes[i] := case when r.is_same then 'replayed' else 'idempotency_mismatch' end;
    elsif r.key is not null and first_use ? key_id then
      outcomes[i] := case when p_request[(first_use ->> key_id)::int].request_hash = r.request_hash
        then 'replayed' else 'idempotency_mismatch' end;
      r.id := p_request[(first_use ->> key_id)::int].id;
      requests[i] := r;
    elsif p_refusal is not null then
      outcomes[i] := p_refusal;
      details[i] := sambatan.admission_details(p_campaign);
    elsif sambatan.buyer_refusal(p_campaign, r.user_id, r.counted_until, p_at_time) is not null then
      outcomes[i] := sambatan.buyer_refusal(p_campaign, r.user_id, r.counted_until, p_at_time);
      details[i] := case outcomes[i] when 'hold_ended_recently' then
        jsonb_build_object('again_at', r.counted_until + interval '1 hour') end;
    elsif p_campaign.itemized then
      select o.refusal, o.detail into refused
      from sambatan.order_refusal(p_campaign.id, wanted, r.user_id, null, by_buyer, units) o;
    end if;
    if outcomes[i] is not null then
      continue;
    elsif refused.refusal is not null then
      outcomes[i] := refused.refusal;
      details[i] := refused.detail;
    elsif sambatan.quantity_refusal(p_campaign, r.quantity, mine, slots_left) is not null then
      outcomes[i] := sambatan.quantity_refusal(p_campaign, r.quantity, mine, slots_left);
      details[i] := sambatan.quantity_refusal_details(p_campaign, outcomes[i], r.quantity, mine, slots_left);
    else
      amount := case when p_campaign.itemized then (
        select one.amount from sambatan.priced_requests(sambatan.price_orders(p_campaign.id, wanted, p_at_time, units)) one)
        else sambatan.quote(p_campaign, r.quantity) end;
      if amount > r.expected_amount then
        outcomes[i] := 'price_changed';
        details[i] := jsonb_build_object('amount', jsonb_build_array(amount, p_campaign.currency),
          'expected_amount', jsonb_build_array(r.expected_amount, p_campaign.currency));
        continue;
      end if;
      outcomes[i] := 'joined';
      for l in 1 .. cardinality(wanted) loop
        units[wanted[l].item] := units[wanted[l].item] + wanted[l].units;
        key_id := jsonb_build_array(r.user_id, wanted[l].item)::text;
        by_buyer := by_buyer || jsonb_build_object(key_id, coalesce((by_buyer ->> key_id)::int, 0) + wanted[l].units);
      end loop;
      slots_left := slots_left - r.quantity;
      taken := taken || jsonb_build_object(r.user_id, mine - coalesce(r.held, 0) + r.quantity);
      if r.key is not null then
        key_id := jsonb_build_array(r.scope, r.key)::text;
        first_use := first_use || jsonb_build_object(key_id, i);
      end if;
      if slots_left = 0 then
        -- From here on the campaign is full, and says so, as it would to a request that came alone.
        p_refusal := 'campaign_full';
        p_campaign.status := 'locked';
      end if;
    end if;
  end loop;
end
$$;

comment on function sambatan.decide_joins(
  sambatan.join_request[], sambatan.campaigns, text, timestamptz, sambatan.order_line[]) is
  'Decides a batch of joins one by one, in order; used where not all of a batch fits.';
