-- Purpose: the one writer of the money book: writes any number of records at once, each with its event. Whether they may be written its
-- callers have decided; what is owed afterwards, and holds that money keeps, follow by count_money.
-- p_records: [{participation_id, kind, amount, method?, reference?, on?, note?, reverses?, reason?}]; `on` is today where it is left out.
-- Who said that they have paid (payment_claims) is answered by a record of what was received.
-- An event names no person: what people wrote beside the sums stays in the record, which an erasure can wipe. A reason is everybody's.
-- Locks: none of its own; the caller holds the campaigns' rows and has looked at the participations. Participants follow.
-- Returns: the records, in the order in which they were given.
create or replace function sambatan.record_money(p_records jsonb, p_at_time timestamptz) returns setof sambatan.money_records
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  return query
  with written as (
    insert into sambatan.money_records (id, campaign_id, participation_id, kind, amount, currency, method, reference, happened_on,
      note, recorded_by, reverses, reason, created_at)
    select gen_random_uuid(), p.campaign_id, p.id, r.kind, r.amount, p.currency,
      case when r.kind in ('received', 'sent_back') then coalesce(r.method, sambatan.usual_method()) end,
      nullif(btrim(r.reference), ''), coalesce(r."on", sambatan.today()), nullif(btrim(r.note), ''), sambatan.actor(), r.reverses,
      r.reason, p_at_time
    from rows from (jsonb_to_recordset(p_records) as (
      participation_id uuid, kind text, amount bigint, method text, reference text, "on" date, note text, reverses uuid, reason text))
      with ordinality as r (participation_id, kind, amount, method, reference, "on", note, reverses, reason, place)
    join sambatan.participants p on p.id = r.participation_id
    order by r.place
    returning *
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
    select w.campaign_id, w.participation_id, case when w.reverses is null then 'money_recorded' else 'money_reversed' end,
      w.recorded_by, jsonb_strip_nulls(jsonb_build_object('record_id', w.id, 'kind', w.kind, 'amount', w.amount, 'method', w.method,
        'happened_on', w.happened_on, 'reverses', w.reverses, 'reason', w.reason)),
      p_at_time
    from written w order by w.number
  ), answered as (
    -- Whoever said that they have paid is answered by what is received.
    update sambatan.payment_claims c set answered_at = p_at_time, answered_by = w.recorded_by, record_id = w.id
    from written w
    where w.kind = 'received' and w.reverses is null and c.participation_id = w.participation_id and c.answered_at is null
  )
  select * from written w order by w.number;
end
$$;

comment on function sambatan.record_money(jsonb, timestamptz) is
  'Writes records of money, each with its event: the one writer of the money book.';
