-- Purpose: takes back a record that was a mistake, by one of its own that counts against it, with a reason that its buyer is told. It
-- changes no status. What was recorded cannot vanish: while anything is owed to the buyer, or after the campaign has ended, what was
-- received is an operator's to reverse; a seller reverses what they recorded themselves, and what a buyer gave up is the buyer's own.
-- Operators and other systems reverse all; who is one the caller has looked at. An open report of the record is answered by it.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses, in order: money_record_not_found, campaign_behind, money_reversal_final, money_already_reversed, reason_required,
-- money_operator_only.
-- Returns: the participation afterwards.
create or replace function sambatan.reverse_sambatan_money(record_id uuid, reason text) returns sambatan.participants
language plpgsql
as $$
declare
  entry sambatan.money_records := sambatan.lock_record(record_id);
  participation sambatan.participants;
  campaign sambatan.campaigns;
  at_time timestamptz := sambatan.now();
begin
  select * into participation from sambatan.participants p where p.id = entry.participation_id;
  select * into campaign from sambatan.campaigns c where c.id = entry.campaign_id;
  if entry.reverses is not null then
    perform sambatan.refuse('money_reversal_final', jsonb_build_object('record_id', entry.id));
  end if;
  if exists (select from sambatan.money_records m where m.reverses = entry.id) then
    perform sambatan.refuse('money_already_reversed', jsonb_build_object('record_id', entry.id));
  end if;
  perform sambatan.require_reason(reason);
  if (case sambatan.actor()
    when 'user:' || campaign.seller_id then entry.recorded_by <> sambatan.actor() or entry.before_the_book
      or entry.kind = 'received' and (participation.owed_to_buyer > 0 or campaign.status not in ('active', 'locked'))
    when 'user:' || participation.user_id then entry.kind <> 'given_up'
    else false end) then
    perform sambatan.refuse('money_operator_only', jsonb_build_object('record_id', entry.id));
  end if;
  perform sambatan.record_money(jsonb_build_array(jsonb_build_object('participation_id', participation.id, 'kind', entry.kind,
    'amount', entry.amount, 'method', entry.method, 'reverses', entry.id, 'reason', btrim(reason))), at_time);
  update sambatan.money_reports m set answered_at = at_time, answered_by = sambatan.actor(), answer = btrim(reason)
  where m.record_id = entry.id and m.answered_at is null;
  select * into participation from sambatan.participants p where p.id = entry.participation_id;
  return participation;
end
$$;

comment on function sambatan.reverse_sambatan_money(uuid, text) is
  'Takes back a record of money by one that counts against it, with a reason; changes no status.';
