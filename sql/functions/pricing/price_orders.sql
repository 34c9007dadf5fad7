-- Purpose: what lines of orders cost, in their order: each unit what its tier asks, the first ones first. The one function that knows
-- prices of items; joins, quotes and changes of orders ask it. A tier is open until its end, and for as many units as it has left; what
-- it left unsold when it ended moves nowhere.
-- p_lines: of any number of requests, in their order; all are taken to be accepted.
-- p_taken: units of each item, by its number, that are taken beside those that are written; null for none.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
-- Returns: units at one price, in the order of requests, lines and tiers.
create or replace function sambatan.price_orders(
  p_campaign_id uuid, p_lines sambatan.order_line[], p_at_time timestamptz, p_taken integer[] default null)
returns sambatan.priced_line[]
language plpgsql stable
set enable_seqscan = off
set jit = off
as $$
begin
  return (
    with bands as materialized (
      -- Units of an item at one price, counted from the next one that is sold.
      select b.item, b.tier, b.price, b.upto - b.units as from_unit, b.upto as to_unit
      from (
        select o.item, o.tier, o.price, o.units, sum(o.units) over (partition by o.item order by o.tier) as upto
        from (
          select t.item, t.number as tier, t.price, sambatan.tier_left(t, p_at_time)::bigint as units
          from sambatan.item_tiers t where t.campaign_id = p_campaign_id
          union all
          -- After all tiers the item's own price.
          select i.number, 32767, i.price, 1000000000 from sambatan.campaign_items i where i.campaign_id = p_campaign_id
        ) o
      ) b
      where b.units > 0
    ), laid as (
      select l.*, sum(l.units::bigint) over (partition by l.item order by l.ord, l.place) - l.units
        + coalesce(p_taken[l.item], 0) as from_unit
      from unnest(p_lines) l
    )
    select array_agg(row(l.ord, l.place, l.item, nullif(b.tier, 32767),
      least(b.to_unit, l.from_unit + l.units) - greatest(b.from_unit, l.from_unit), b.price)::sambatan.priced_line
      order by l.ord, l.place, b.tier)
    from laid l join bands b on b.item = l.item and b.from_unit < l.from_unit + l.units and b.to_unit > l.from_unit
  );
end
$$;

comment on function sambatan.price_orders(uuid, sambatan.order_line[], timestamptz, integer[]) is
  'What lines of orders cost, in their order: units at one price each.';
