-- Purpose: the refund accounts that nobody needs any more: nothing has been owed to their persons for so long, by the last look, the last
-- record of money, or since the account was given; or their person was erased.
-- Locks: none.
create or replace function sambatan.overdue_refund_accounts(p_for interval) returns table (person_id text)
language sql stable
as $$
  select r.person_id
  from sambatan.refund_accounts r
  join sambatan.people e on e.id = r.person_id
  where e.erased_at is not null
    or greatest(r.changed_at, r.owed_at) < sambatan.now() - p_for
      and not exists (select from sambatan.participants p where p.user_id = r.person_id and p.owed_to_buyer > 0)
      and not exists (
        select from sambatan.participants p join sambatan.money_records m on m.participation_id = p.id
        where p.user_id = r.person_id and m.created_at >= sambatan.now() - p_for)
$$;

comment on function sambatan.overdue_refund_accounts(interval) is
  'Refund accounts of persons to whom nothing has been owed for so long, or who were erased.';
