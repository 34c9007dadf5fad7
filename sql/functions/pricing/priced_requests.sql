-- Purpose: priced lines by request: as each participation keeps them, and what it comes to.
-- p_count: as many requests have a row each, also those of which nothing is priced, with nulls.
-- Locks: none.
create or replace function sambatan.priced_requests(p_priced sambatan.priced_line[], p_count integer default 0)
returns table (ord integer, lines jsonb, amount bigint)
language sql immutable parallel safe
as $$
  select l.ord,
    jsonb_agg(case when l.tier is null
      then jsonb_build_object('item', l.item, 'units', l.units, 'price', l.price)
      else jsonb_build_object('item', l.item, 'tier', l.tier, 'units', l.units, 'price', l.price) end
      order by l.place, l.tier nulls last) filter (where l.item is not null),
    sum(l.units * l.price)::bigint
  from (
    select p.ord, p.place, p.item, p.tier, p.units, p.price from unnest(p_priced) p
    union all
    select o.ord, null, null, null, null, null from generate_series(1, p_count) as o (ord)
  ) l
  group by l.ord
$$;

comment on function sambatan.priced_requests(sambatan.priced_line[], integer) is
  'Priced lines by request: as each participation keeps them, and what it comes to.';
