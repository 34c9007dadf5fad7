-- Purpose: confirms many reserved participations of one campaign at once, with what was received for each
-- (confirm_sambatan_participation). Each is decided as if it came alone, but for one that is confirmed already: whoever asks again finds
-- that it is so, and nothing is recorded twice. With `dry_run` nothing changes, and the answer is what it would be.
-- Locks, in order: the campaign's row, the participants' rows, by id.
-- Refuses as a whole, in order: campaign_not_found, campaign_behind, requests_invalid (not 1 to 500 ids), money_date_in_future, money_date_too_old.
-- Returns: a row per id, each once: outcome `confirmed`, or the machine word of its refusal with its parameters; and what is put on
-- record for it as received and as waived.
drop function if exists sambatan.confirm_sambatan_participations(uuid, uuid[]);
create or replace function sambatan.confirm_sambatan_participations(
  p_campaign_id uuid, ids uuid[], payment jsonb default '{}', waive boolean default false, dry_run boolean default false)
returns table (participation_id uuid, outcome text, detail jsonb, received bigint, waived bigint)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  asked uuid[] := array(select distinct asked.id from unnest(ids) as asked (id) where asked.id is not null order by 1);
  paid_each bigint := (payment ->> 'amount')::bigint;
  is_meant boolean := coalesce((payment -> 'anyway')::boolean, false);
  at_time timestamptz;
  found_rows sambatan.participants[];
  confirmable uuid[];
  records jsonb;
begin
  perform sambatan.lock_campaign_now(p_campaign_id);
  if cardinality(asked) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  perform sambatan.refuse_future_money((payment ->> 'on')::date);
  perform sambatan.refuse_old_money((payment ->> 'on')::date, array[p_campaign_id]);
  at_time := sambatan.now();
  -- Before anything is written, so that what is found here is what each was.
  select array_agg(p.one) into found_rows
  from (
    select p as one from sambatan.participants p
    where p.id = any (asked) and p.campaign_id = p_campaign_id
    order by p.id for no key update
  ) p;
  confirmable := array(
    select p.id from unnest(found_rows) p
    where p.status = 'pending_payment' and sambatan.is_more_than_due(p, 'received', paid_each, is_meant) is not true);
  records := sambatan.payments_of(confirmable, payment, waive);
  if not dry_run and cardinality(confirmable) > 0 then
    perform sambatan.record_money(records, at_time);
    perform sambatan.move_participations(confirmable, 'confirmed', 'participant_confirmed', '{}', at_time);
  end if;
  return query
  select one.id,
    case when p.id is null then 'participation_not_found'
      when p.id = any (confirmable) or p.status = 'confirmed' then 'confirmed'
      when p.status = 'pending_payment' then 'more_than_due'
      else 'participation_state_invalid' end,
    case when p.id is null or p.id = any (confirmable) or p.status = 'confirmed' then '{}'
      when p.status = 'pending_payment' then sambatan.more_than_due_details(p, 'received', paid_each)
      else jsonb_build_object('status', p.status, 'action', 'confirm') end,
    coalesce(r.received, 0), coalesce(r.waived, 0)
  from unnest(asked) with ordinality as one (id, ord)
  left join unnest(found_rows) p on p.id = one.id
  left join (
    select (r ->> 'participation_id')::uuid as id,
      sum((r ->> 'amount')::bigint) filter (where r ->> 'kind' = 'received')::bigint as received,
      sum((r ->> 'amount')::bigint) filter (where r ->> 'kind' = 'waived')::bigint as waived
    from jsonb_array_elements(records) r group by 1
  ) r on r.id = one.id
  order by one.ord;
end
$$;

comment on function sambatan.confirm_sambatan_participations(uuid, uuid[], jsonb, boolean, boolean) is
  'Confirms 1 to 500 reserved participations of one campaign in one transaction, with what was received; one outcome per id.';
