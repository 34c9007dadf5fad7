-- Purpose: the lines that a participation keeps, as rows.
-- Locks: none.
-- Returns: a row per line, in their order; `tier` is null at the item's own price.
create or replace function sambatan.lines_of(p_lines jsonb)
returns table (place bigint, item smallint, tier smallint, units integer, price bigint, dropped boolean)
language sql immutable parallel safe
as $$
  select l.place, l.item, l.tier, l.units, l.price, coalesce(l.dropped, false)
  from rows from (jsonb_to_recordset(p_lines) as (item smallint, tier smallint, units integer, price bigint, dropped boolean))
    with ordinality as l (item, tier, units, price, dropped, place)
$$;

comment on function sambatan.lines_of(jsonb) is 'The lines that a participation keeps, as rows.';
