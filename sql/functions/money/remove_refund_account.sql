-- Purpose: forgets where a person wants what is owed to them, because they say so.
-- Locks, in order: the campaigns in which something is owed to the person, by id; then the person.
-- Refuses: refund_account_not_found.
create or replace function sambatan.remove_refund_account(p_person_id text) returns void
language plpgsql
as $$
begin
  perform sambatan.lock_owing_campaigns(p_person_id);
  perform from sambatan.people p where p.id = p_person_id for no key update;
  delete from sambatan.refund_accounts r where r.person_id = p_person_id;
  if not found then
    perform sambatan.refuse('refund_account_not_found');
  end if;
  perform sambatan.tell_refund_account(p_person_id, 'removed');
end
$$;

comment on function sambatan.remove_refund_account(text) is 'Forgets the refund account of a person who says so.';
