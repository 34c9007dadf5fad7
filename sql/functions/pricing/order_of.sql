-- Purpose: what a participation orders, as `first_order` keeps it.
-- Locks: none.
create or replace function sambatan.order_of(p_participation sambatan.participants) returns jsonb
language sql immutable parallel safe
as $$
  select jsonb_build_object(
    'quantity', p_participation.quantity, 'amount', p_participation.amount, 'lines', p_participation.lines)
$$;

comment on function sambatan.order_of(sambatan.participants) is 'What a participation orders, as first_order keeps it.';
