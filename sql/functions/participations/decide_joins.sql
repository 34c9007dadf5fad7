-- Purpose: decides a batch of joins one by one, in order, where not all of it fits: the last slots, a limit per buyer,
-- a key sent twice in one batch, a campaign that takes nobody. Writes nothing. A request too large for what is left
-- does not block a smaller one behind it. Why one is refused is what admission_refusal, buyer_refusal and quantity_refusal say, in
-- this order: a minimum leaves no slots that nobody can have.
-- Locks: none; the caller holds the campaign's row.
-- Returns: one outcome and one detail per request, and the requests (a repeat within the batch gets the id of its first).
create or replace function sambatan.decide_joins(
  p_request sambatan.join_request[], p_campaign sambatan.campaigns, p_refusal text, p_at_time timestamptz,
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
  least integer;
begin
  requests := p_request;
  for i in 1 .. array_length(p_request, 1) loop
    r := p_request[i];
    details[i] := null;
    key_id := jsonb_build_array(r.scope, r.key)::text;
    mine := coalesce(r.held, 0) + coalesce((taken ->> r.user_id)::int, 0);
    least := least(p_campaign.min_per_buyer - mine, slots_left);
    if not r.valid then
      outcomes[i] := 'request_invalid';
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
    elsif sambatan.quantity_refusal(p_campaign, r.quantity, mine, slots_left) is not null then
      outcomes[i] := sambatan.quantity_refusal(p_campaign, r.quantity, mine, slots_left);
      details[i] := case outcomes[i]
        when 'already_joined_limit' then
          jsonb_build_object('maximum', p_campaign.max_per_buyer, 'held', mine, 'requested', r.quantity)
        when 'below_min_per_buyer' then
          jsonb_build_object('minimum', p_campaign.min_per_buyer, 'held', mine, 'requested', r.quantity,
            'choice', jsonb_build_array(least, least(slots_left, p_campaign.max_per_buyer - mine)))
        else jsonb_build_object('available', slots_left, 'requested', r.quantity,
          'choice', jsonb_build_array(greatest(least, 1), slots_left)) end;
    else
      outcomes[i] := 'joined';
      slots_left := slots_left - r.quantity;
      taken := taken || jsonb_build_object(r.user_id, mine - coalesce(r.held, 0) + r.quantity);
      if r.key is not null then
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

comment on function sambatan.decide_joins(sambatan.join_request[], sambatan.campaigns, text, timestamptz) is
  'Decides a batch of joins one by one, in order; used where not all of a batch fits.';
