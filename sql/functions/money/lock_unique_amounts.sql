-- Purpose: lets one transaction at a time give out unique amounts of a seller. It is the last that a join, a change of order and a claim
-- of an offer lock. Completing may hold others already, so it does not wait (`p_waits`), and then gives none.
-- Locks: the unique amounts of one seller, by an advisory lock.
-- Returns: whether it is held.
create or replace function sambatan.lock_unique_amounts(p_seller_id text, p_waits boolean) returns boolean
language plpgsql
as $$
begin
  if not p_waits then
    return pg_try_advisory_xact_lock(hashtextextended('unique amounts of ' || p_seller_id, 0));
  end if;
  perform pg_advisory_xact_lock(hashtextextended('unique amounts of ' || p_seller_id, 0));
  return true;
end
$$;

comment on function sambatan.lock_unique_amounts(text, boolean) is
  'Lets one transaction at a time give out unique amounts of a seller.';
