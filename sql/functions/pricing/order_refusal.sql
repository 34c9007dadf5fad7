-- Purpose: why the lines of one order cannot be taken now, or nothing when they can: the first of them that item_refusal refuses.
-- p_but: a participation of theirs that does not count, because it is changed; null for none.
-- p_taken: what is taken beside what is written, by buyer and item: '["user", item]' -> units; p_units: by item alone. Null for none.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.order_refusal(
  p_campaign_id uuid, p_lines sambatan.order_line[], p_user_id text, p_but uuid, p_taken jsonb, p_units integer[],
  out refusal text, out detail jsonb)
language sql stable
set enable_seqscan = off
set jit = off
as $$
  select why.refusal, sambatan.item_refusal_details(i, why.refusal, l.units, held.units, taken.units)
  from unnest(p_lines) with ordinality as l (ord, place, item, item_id, units, slots_per_unit, max_per_buyer, line)
  join sambatan.campaign_items i on i.campaign_id = p_campaign_id and i.number = l.item
  cross join lateral (
    select case when l.max_per_buyer is null then 0 else sambatan.held_units(p_campaign_id, p_user_id, l.item, p_but)
      + coalesce((p_taken ->> jsonb_build_array(p_user_id, l.item)::text)::integer, 0) end as units
  ) held
  cross join lateral (select coalesce(p_units[l.item], 0) as units) taken
  cross join lateral (select sambatan.item_refusal(i, l.units, held.units, taken.units) as refusal) why
  where why.refusal is not null
  order by l.line limit 1
$$;

comment on function sambatan.order_refusal(uuid, sambatan.order_line[], text, uuid, jsonb, integer[]) is
  'The machine word why the lines of one order cannot be taken now, with its parameters, or null when they can.';
