-- Purpose: puts on record what changed hands for one participation, in whatever status it is: `received`, `sent_back`, `waived` by its
-- seller, `given_up` by its buyer. What reaches what is due confirms a reserved one in the same transaction; what comes after an end is
-- owed back by itself. Who may say what the caller has decided.
-- record: {kind, amount?, method?, reference?, on?, note?, anyway?}. Where no amount is said, all that is owed. More than is owed is
-- recorded with `anyway: true` alone, and never waived or given up.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: participation_not_found, campaign_behind, money_date_in_future, money_date_too_old, nothing_owed, more_than_due.
-- Returns: the participation afterwards.
create or replace function sambatan.record_sambatan_money(participation_id uuid, record jsonb) returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants := sambatan.lock_participation(participation_id);
  at_time timestamptz := sambatan.now();
  kind text := record ->> 'kind';
  owed bigint := case when kind in ('received', 'waived') then participation.owed_by_buyer else participation.owed_to_buyer end;
  wanted bigint := coalesce((record ->> 'amount')::bigint, owed);
begin
  perform sambatan.refuse_future_money((record ->> 'on')::date);
  perform sambatan.refuse_old_money((record ->> 'on')::date, array[participation.campaign_id]);
  if wanted = 0 then
    perform sambatan.refuse('nothing_owed', jsonb_build_object('kind', kind));
  end if;
  if sambatan.is_more_than_due(participation, kind, wanted, coalesce((record -> 'anyway')::boolean, false)) then
    perform sambatan.refuse('more_than_due', sambatan.more_than_due_details(participation, kind, wanted));
  end if;
  perform sambatan.record_money(jsonb_build_array(
    (record - 'anyway') || jsonb_build_object('participation_id', participation.id, 'amount', wanted)), at_time);
  perform sambatan.confirm_paid(array[participation.id], at_time);
  select * into participation from sambatan.participants p where p.id = participation.id;
  return participation;
end
$$;

comment on function sambatan.record_sambatan_money(uuid, jsonb) is
  'Puts on record what changed hands for one participation; what reaches what is due confirms a reserved one.';
