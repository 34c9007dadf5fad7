-- Purpose: what stays of a participation's lines when it orders other numbers of units: units kept keep their price, and of an item the
-- dearest go first, of one price those of the last tier.
-- p_wanted: as read_orders returns them, of one request.
-- Lines of one price and tier are told apart by their place: as peers each would count the others as standing before it.
-- Locks: none.
-- Returns: the kept lines, and the lines that are added, to be priced (price_orders).
create or replace function sambatan.kept_lines(
  p_lines jsonb, p_wanted sambatan.order_line[], out kept sambatan.priced_line[], out added sambatan.order_line[])
language sql immutable parallel safe
as $$
  with had as (
    select l.*, w.place as wanted_place, coalesce(w.units, 0) as wanted,
      sum(l.units) over (partition by l.item order by l.price, l.tier nulls last, l.place) - l.units as before
    from sambatan.lines_of(p_lines) l left join unnest(p_wanted) w on w.item = l.item
    where not l.dropped
  )
  select
    (select array_agg(row(1, h.wanted_place, h.item, h.tier, least(h.units, h.wanted - h.before), h.price)::sambatan.priced_line
      order by h.wanted_place, h.price, h.tier nulls last, h.place) from had h where h.before < h.wanted),
    (select array_agg(row(w.ord, w.place, w.item, w.item_id, w.units - coalesce(h.units, 0), w.slots_per_unit, w.max_per_buyer)::sambatan.order_line
      order by w.place)
    from unnest(p_wanted) w left join (select item, sum(units)::integer as units from had group by item) h on h.item = w.item
    where w.units > coalesce(h.units, 0))
$$;

comment on function sambatan.kept_lines(jsonb, sambatan.order_line[]) is
  'What stays of a participation''s lines when it orders other numbers of units, and what is added.';
