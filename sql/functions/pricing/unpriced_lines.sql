-- Purpose: an order of more slots than its campaign has, as lines without a price: amounts are only ever as many as its capacity holds of the
-- dearest, so what is beyond it could be more than a number holds.
-- p_lines: as read_order returns them, null where the campaign sells no items; then p_quantity slots are one line.
-- Locks: none.
create or replace function sambatan.unpriced_lines(p_lines sambatan.order_line[], p_quantity integer) returns sambatan.priced_line[]
language sql immutable parallel safe
as $$
  select case when p_lines is null then array[row(1, 1, 1, null, p_quantity, null)::sambatan.priced_line]
    else array(select row(1, l.place, l.item, null, l.units, null)::sambatan.priced_line from unnest(p_lines) l order by l.place) end
$$;

comment on function sambatan.unpriced_lines(sambatan.order_line[], integer) is
  'An order of more slots than its campaign has, as lines without a price.';
