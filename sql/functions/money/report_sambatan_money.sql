-- Purpose: a buyer says that money has not arrived which a record says was sent back; or contradicts the reversal of what they paid. It is
-- work for seller and operator until it is answered (answer_sambatan_money), or the record is reversed. What the buyer writes stays in
-- the report: its event names nobody.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: money_record_not_found, campaign_behind, money_not_reportable (anything else, or it was reversed),
-- money_already_reported.
-- Returns: the participation.
create or replace function sambatan.report_sambatan_money(record_id uuid, note text default null) returns sambatan.participants
language plpgsql
as $$
declare
  entry sambatan.money_records := sambatan.lock_record(record_id);
  participation sambatan.participants;
begin
  if not (entry.kind = 'sent_back' and entry.reverses is null or entry.kind = 'received' and entry.reverses is not null)
    or exists (select from sambatan.money_records m where m.reverses = entry.id) then
    perform sambatan.refuse('money_not_reportable', jsonb_build_object('record_id', entry.id));
  end if;
  if exists (select from sambatan.money_reports m where m.record_id = entry.id and m.answered_at is null) then
    perform sambatan.refuse('money_already_reported', jsonb_build_object('record_id', entry.id));
  end if;
  insert into sambatan.money_reports (id, record_id, participation_id, note, reported_by, created_at)
  values (gen_random_uuid(), entry.id, entry.participation_id, nullif(btrim(note), ''), sambatan.actor(), sambatan.now());
  perform sambatan.record_event(entry.campaign_id, 'money_not_arrived',
    jsonb_build_object('record_id', entry.id, 'kind', entry.kind, 'amount', entry.amount, 'happened_on', entry.happened_on),
    entry.participation_id);
  select * into participation from sambatan.participants p where p.id = entry.participation_id;
  return participation;
end
$$;

comment on function sambatan.report_sambatan_money(uuid, text) is
  'A buyer says that money which a record says was sent back has not arrived, or contradicts a reversal.';
