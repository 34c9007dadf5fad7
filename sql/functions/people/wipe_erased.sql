-- Purpose: what reached the database of a person while they were being erased (a join that was on its way on another
-- node) loses its address and note as soon as it is settled. Run now and then; finds nothing almost always.
-- Locks: participants that are settled, which nobody else changes; no campaign, because no slot moves.
-- Returns: how many participations were wiped.
create or replace function sambatan.wipe_erased() returns integer
language plpgsql
as $$
declare
  wiped integer;
begin
  update sambatan.participants p set shipping_address = '', note = null
  from sambatan.people e
  where e.erased_at is not null and p.user_id = e.id
    and p.status not in ('pending_payment', 'confirmed') and (p.shipping_address <> '' or p.note is not null);
  get diagnostics wiped = row_count;
  update sambatan.waiting_entries w set shipping_address = '', note = null
  from sambatan.people e
  where e.erased_at is not null and w.user_id = e.id
    and w.ended_at is not null and (w.shipping_address <> '' or w.note is not null);
  -- An event that was being told while they were erased.
  perform sambatan.forget_notifications_of(array(
    select e.id from sambatan.people e
    where e.erased_at is not null and exists (select from sambatan.notifications n where n.person_id = e.id)));
  return wiped;
end
$$;

comment on function sambatan.wipe_erased() is 'Wipes addresses and notes of erased people from settled participations.';
