-- Purpose: puts on record that somebody's refund account was given, changed or removed: in the access log, and as an event of each
-- participation for which something is owed to them. Nothing of the account itself is in either.
-- Locks: none of its own; the caller holds the campaigns' rows.
create or replace function sambatan.tell_refund_account(p_person_id text, p_change text) returns void
language sql
as $$
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  select p.campaign_id, p.id, 'refund_account_changed', sambatan.actor(), jsonb_build_object('change', p_change), sambatan.now()
  from sambatan.participants p
  where p.user_id = p_person_id and p.owed_to_buyer > 0
  order by p.id;
  select sambatan.record_access('refund_account_' || p_change, p_person_id);
$$;

comment on function sambatan.tell_refund_account(text, text) is
  'Puts on record that a refund account was given, changed or removed, without anything of it.';
