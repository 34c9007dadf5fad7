-- Purpose: priced lines by request: as each participation keeps them, and what it comes to.
-- Locks: none.
create or replace function sambatan.priced_requests(p_priced sambatan.priced_line[])
returns table (ord integer, lines jsonb, amount bigint)
language sql immutable parallel safe
as $$
  select l.ord,
    jsonb_agg(case when l.tier is null
      then jsonb_build_object('item', l.item, 'units', l.units, 'price', l.price)
      else jsonb_build_object('item', l.item, 'tier', l.tier, 'units', l.units, 'price', l.price) end
      order by l.place, l.tier nulls last),
    sum(l.units * l.price)::bigint
  from unnest(p_priced) l group by l.ord
$$;

comment on function sambatan.priced_requests(sambatan.priced_line[]) is
  'Priced lines by request: as each participation keeps them, and what it comes to.';
