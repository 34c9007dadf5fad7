-- Purpose: what a participation has agreed to pay for what did not drop.
-- Locks: none.
create or replace function sambatan.agreed_amount(p_participation sambatan.participants) returns bigint
language sql immutable parallel safe
as $$
  select case when p_participation.lines is null then p_participation.amount else (
    select coalesce(sum(l.units * l.price), 0)::bigint from sambatan.lines_of(p_participation.lines) l where not l.dropped) end
$$;

comment on function sambatan.agreed_amount(sambatan.participants) is 'What a participation has agreed to pay for what did not drop.';
