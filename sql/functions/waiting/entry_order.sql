-- Purpose: what an entry of the list keeps of an order that was read: units of items by their numbers; null where the campaign keeps no lines.
-- Locks: none.
create or replace function sambatan.entry_order(p_lines sambatan.order_line[]) returns jsonb
language sql immutable parallel safe
as $$
  select jsonb_agg(jsonb_build_object('item', l.item, 'units', l.units) order by l.place) from unnest(p_lines) l
$$;

comment on function sambatan.entry_order(sambatan.order_line[]) is 'What an entry of a waiting list keeps of an order.';
