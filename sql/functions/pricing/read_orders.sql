-- Purpose: reads what requests order of a campaign that sells items: `lines`, or `quantity` of the one item where there is one, of one
-- slot a unit. What an item is not of this campaign, or stands in one request twice, makes its request invalid.
-- p_requests: as join_sambatan_campaigns takes them.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
-- Returns: the lines, in the order of requests; and by the place of each request how many slots it comes to: 0 where it says no lines
-- although there are several items (lines_required), null where it is invalid.
create or replace function sambatan.read_orders(
  p_campaign_id uuid, p_requests jsonb, out lines sambatan.order_line[], out quantities integer[])
language plpgsql stable
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  only_item uuid;
begin
  select case when count(*) = 1 and min(i.slots_per_unit) = 1 then (array_agg(i.id))[1] end into only_item
  from sambatan.campaign_items i where i.campaign_id = p_campaign_id;
  with asked as materialized (
    select r.ord::integer, r.one ? 'lines' and r.one -> 'lines' <> 'null' as has_lines,
      r.one ? 'quantity' and r.one -> 'quantity' <> 'null' as has_quantity, r.one
    from jsonb_array_elements(p_requests) with ordinality as r (one, ord)
  ), said as (
    select a.ord, l.place::integer, l.item_id, l.units
    from asked a, rows from (jsonb_to_recordset(
      case when a.has_lines and jsonb_typeof(a.one -> 'lines') = 'array' then a.one -> 'lines' else '[]' end)
      as (item_id uuid, units integer)) with ordinality as l (item_id, units, place)
    union all
    select a.ord, 1, only_item, (a.one ->> 'quantity')::integer
    from asked a where a.has_quantity and not a.has_lines and only_item is not null
  ), known as materialized (
    select s.ord, s.place, i.number, s.item_id, s.units, i.slots_per_unit, i.max_per_buyer
    from said s left join sambatan.campaign_items i on i.id = s.item_id and i.campaign_id = p_campaign_id
  ), summed as (
    select k.ord,
      case when bool_and(k.number is not null and k.units between 1 and 1000000 and k.units::bigint * k.slots_per_unit <= 1000000)
        and count(distinct k.number) = count(*) and count(*) <= 30 and sum(k.units::bigint * k.slots_per_unit) <= 1000000
        then sum(k.units * k.slots_per_unit)::integer end as quantity
    from known k group by k.ord
  )
  select
    (select array_agg(row(k.ord, k.place, k.number, k.item_id, k.units, k.slots_per_unit, k.max_per_buyer)::sambatan.order_line
      order by k.ord, k.place) from known k),
    (select array_agg(case
      when a.has_lines and a.has_quantity then null
      when not a.has_lines and only_item is null then 0
      else s.quantity end order by a.ord)
    from asked a left join summed s on s.ord = a.ord)
  into lines, quantities;
end
$$;

comment on function sambatan.read_orders(uuid, jsonb) is
  'The lines that requests order of a campaign that sells items, and how many slots each request comes to.';
