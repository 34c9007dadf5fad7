-- Purpose: reads what requests order of a campaign that sells items: `lines`, or `quantity` of the one item where there is one, of one
-- slot a unit. What an item is not of this campaign, or stands in one request twice, makes its request invalid.
-- p_requests: as join_sambatan_campaigns takes them.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
-- Returns: the lines, in the order of requests; and by the place of each request how many slots it comes to: 0 where it says no lines
-- although there are several items (lines_required), null where it is invalid. What is more than any campaign can have is an order that
-- fits nowhere, and no invalid one; beyond 2,000,000,000 slots it is told as so many.
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
  -- Each request has a row at least, so that nothing needs to be joined to the requests again.
  with known as materialized (
    select r.ord::integer, r.lines is not null as has_lines, r.quantity is not null as has_quantity,
      l.place::integer, i.number, l.item_id, l.units, i.slots_per_unit, i.max_per_buyer
    from rows from (jsonb_to_recordset(p_requests) as (lines jsonb, quantity integer)) with ordinality as r (lines, quantity, ord)
    left join lateral (
      select line.item_id, line.units, line.place
      from rows from (jsonb_to_recordset(case when jsonb_typeof(r.lines) = 'array' then r.lines end)
        as (item_id uuid, units integer)) with ordinality as line (item_id, units, place)
      union all
      select only_item, r.quantity, 1 where r.lines is null and r.quantity is not null and only_item is not null
    ) l on true
    left join sambatan.campaign_items i on i.id = l.item_id and i.campaign_id = p_campaign_id
  ), summed as (
    select k.ord, case
      when k.has_lines and k.has_quantity then null
      when not k.has_lines and only_item is null then 0
      when bool_and(k.number is not null and k.units between 1 and 1000000000)
        and count(distinct k.number) = count(*) and count(*) <= 30
        then least(sum(k.units::bigint * k.slots_per_unit), 2000000000)::integer end as quantity
    from known k group by k.ord, k.has_lines, k.has_quantity
  )
  select
    (select array_agg(row(k.ord, k.place, k.number, k.item_id, k.units, k.slots_per_unit, k.max_per_buyer)::sambatan.order_line
      order by k.ord, k.place) filter (where k.place is not null) from known k),
    (select array_agg(s.quantity order by s.ord) from summed s)
  into lines, quantities;
end
$$;

comment on function sambatan.read_orders(uuid, jsonb) is
  'The lines that requests order of a campaign that sells items, and how many slots each request comes to.';
