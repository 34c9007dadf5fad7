-- Purpose: answers a buyer who said that money has not arrived; they are told, and may say so again. Whoever finds that they are right
-- reverses the record instead.
-- Locks, in order: the campaign's row, the participant's row, the report.
-- Refuses, in order: money_record_not_found, campaign_behind, money_report_not_found (none is open), reason_required.
-- Returns: the participation.
create or replace function sambatan.answer_sambatan_money(record_id uuid, answer text) returns sambatan.participants
language plpgsql
as $$
declare
  entry sambatan.money_records := sambatan.lock_record(record_id);
  participation sambatan.participants;
begin
  if not exists (select from sambatan.money_reports m where m.record_id = entry.id and m.answered_at is null) then
    perform sambatan.refuse('money_report_not_found', jsonb_build_object('record_id', entry.id));
  end if;
  perform sambatan.require_reason(answer);
  update sambatan.money_reports m set answered_at = sambatan.now(), answered_by = sambatan.actor(), answer = btrim($2)
  where m.record_id = entry.id and m.answered_at is null;
  perform sambatan.record_event(entry.campaign_id, 'money_answered',
    jsonb_build_object('record_id', entry.id, 'kind', entry.kind, 'amount', entry.amount, 'happened_on', entry.happened_on,
      'answer', btrim(answer)),
    entry.participation_id);
  select * into participation from sambatan.participants p where p.id = entry.participation_id;
  return participation;
end
$$;

comment on function sambatan.answer_sambatan_money(uuid, text) is 'Answers a buyer who said that money has not arrived.';
