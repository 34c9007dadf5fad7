-- Purpose: keeps where a person wants what is owed to them, in place of what they had said before. What it is comes sealed; events say that
-- it was given or changed and when, to the sellers who owe them something, and never what it is.
-- Locks, in order: the campaigns in which something is owed to the person, by id; then the person.
-- Refuses: person_not_found (also somebody who was erased).
create or replace function sambatan.keep_refund_account(p_person_id text, p_provider text, p_sealed text) returns void
language plpgsql
as $$
declare
  change text;
begin
  perform sambatan.lock_owing_campaigns(p_person_id);
  perform from sambatan.people p where p.id = p_person_id and p.erased_at is null for no key update;
  if not found then
    perform sambatan.refuse('person_not_found', jsonb_build_object('person_id', p_person_id));
  end if;
  change := case when exists (select from sambatan.refund_accounts r where r.person_id = p_person_id) then 'changed' else 'given' end;
  insert into sambatan.refund_accounts (person_id, provider, sealed, changed_at)
  values (p_person_id, p_provider, p_sealed, sambatan.now())
  on conflict (person_id) do update set provider = excluded.provider, sealed = excluded.sealed, changed_at = excluded.changed_at;
  perform sambatan.tell_refund_account(p_person_id, change);
end
$$;

comment on function sambatan.keep_refund_account(text, text, text) is
  'Keeps, sealed, where a person wants what is owed to them.';
