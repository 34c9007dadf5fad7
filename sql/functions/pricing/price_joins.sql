-- Purpose: prices what the requests of a batch order that are joined, in their order; see price_orders.
-- p_outcomes: by the place of each request.
-- Locks: none; the caller holds the campaign's row.
create or replace function sambatan.price_joins(
  p_campaign_id uuid, p_lines sambatan.order_line[], p_outcomes text[], p_at_time timestamptz) returns sambatan.priced_line[]
language plpgsql stable
as $$
begin
  return sambatan.price_orders(p_campaign_id, array(
    select l from unnest(p_lines) l where p_outcomes[(l).ord] = 'joined' order by (l).ord, (l).place), p_at_time);
end
$$;

comment on function sambatan.price_joins(uuid, sambatan.order_line[], text[], timestamptz) is
  'Prices what the requests of a batch order that are joined, in their order.';
