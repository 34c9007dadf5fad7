-- Purpose: gives orders of one seller the rupiah by which their exact sums name them: of each amount any number from 1 to 999 whose sum
-- is asked of nobody else, nor was in the last 14 days. Where none is free an order gets none, and goes on without.
-- Which is free the primary key says, whoever writes there; the lock spares those who come at once from losing theirs to each other.
-- p_ids and p_amounts: the orders and what each is asked for without those rupiah; null: none is wanted. p_preferred: tried first.
-- Locks: those of unique amounts of one seller, by an advisory lock, which the caller has taken (lock_unique_amounts).
-- Returns: the number of each, in their order; null where it got none.
create or replace function sambatan.take_unique_amounts(
  p_seller_id text, p_ids uuid[], p_amounts bigint[], p_at_time timestamptz, p_preferred integer default null) returns integer[]
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  base bigint;
  asked uuid[];
  free integer[];
begin
  delete from sambatan.unique_amounts u
  where u.seller_id = p_seller_id and u.ended_at <= p_at_time - interval '14 days'
    -- One that somebody is about to ask for again.
    and u.ctid in (
      select one.ctid from sambatan.unique_amounts one
      where one.seller_id = p_seller_id and one.ended_at <= p_at_time - interval '14 days' for update skip locked);
  for base in
    select distinct a.amount from unnest(p_amounts) a (amount) where a.amount between 1 and 9007199254740991 - 999 order by 1
  loop
    asked := array(
      select a.id from unnest(p_ids, p_amounts) with ordinality as a (id, amount, place) where a.amount = base order by a.place);
    -- At random, so that a digit mistyped is rarely a neighbour's.
    free := array(
      select part from generate_series(1, 999) part
      where base + part not in (
        select u.amount from sambatan.unique_amounts u
        where u.seller_id = p_seller_id and u.amount between base + 1 and base + 999)
      order by part is distinct from p_preferred, random() limit cardinality(asked));
    insert into sambatan.unique_amounts (seller_id, amount, participation_id)
    select p_seller_id, base + one.part, one.id from unnest(asked, free) as one (id, part)
    where one.part is not null
    on conflict do nothing;
  end loop;
  return array(
    select (u.amount - a.amount)::integer
    from unnest(p_ids, p_amounts) with ordinality as a (id, amount, place)
    left join sambatan.unique_amounts u on u.participation_id = a.id and u.ended_at is null and u.seller_id = p_seller_id
      and a.amount is not null
    order by a.place);
end
$$;

comment on function sambatan.take_unique_amounts(text, uuid[], bigint[], timestamptz, integer) is
  'Gives orders of one seller the rupiah by which their exact sums name them; null where none is free.';
