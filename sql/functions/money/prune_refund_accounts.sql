-- Purpose: erases refund accounts 90 days after nothing is owed to their persons any more, and those of who was erased meanwhile. Run every
-- hour; it notes of each other one that something is owed still, because what ends that is not always a record of money.
-- Locks: rows of refund_accounts alone; one that is being changed at this moment is looked at again an hour later.
-- Returns: how many were erased.
create or replace function sambatan.prune_refund_accounts() returns integer
language plpgsql
as $$
declare
  erased integer;
begin
  update sambatan.refund_accounts r set owed_at = sambatan.now()
  where r.person_id in (
    select a.person_id from sambatan.refund_accounts a
    where exists (select from sambatan.participants p where p.user_id = a.person_id and p.owed_to_buyer > 0)
    for no key update skip locked);
  delete from sambatan.refund_accounts r
  where r.person_id in (
    select a.person_id from sambatan.refund_accounts a
    where a.person_id in (select o.person_id from sambatan.overdue_refund_accounts('90 days') o)
    for update skip locked);
  get diagnostics erased = row_count;
  return erased;
end
$$;

comment on function sambatan.prune_refund_accounts() is
  'Erases refund accounts 90 days after nothing is owed to their persons any more.';
