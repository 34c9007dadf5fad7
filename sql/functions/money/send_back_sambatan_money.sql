-- Purpose: puts on record for many participations that what is owed to their buyers was sent back: of each the amount that its line says,
-- else all that is owed. Each is decided as if it came alone. With `dry_run` nothing changes, and the answer is what it would be.
-- lines: [{participation_id, amount?, reference?, nth?}], each participation once. seller_id: of whose campaigns alone; null: of all.
-- nth: the how-manieth sending back to this buyer it is, as a file for the bank has it: where so many are on record (and not reversed) it
-- is `already_sent`, so that the same file read twice is nothing twice, also where something has become owed anew meanwhile.
-- Locks, in order: the campaigns' rows, by id; the participants' rows, by id.
-- Refuses as a whole, in order: requests_invalid (not 1 to 500 lines of different participations), campaign_behind, money_date_in_future, money_date_too_old.
-- Returns: a row per line, in order: outcome `sent_back`, or the machine word of its refusal with its parameters; the amount, and what is
-- left to send back of it afterwards.
create or replace function sambatan.send_back_sambatan_money(
  lines jsonb, method text default 'bank_transfer', happened_on date default null, seller_id text default null,
  dry_run boolean default false)
returns table (
  participation_id uuid, campaign_id uuid, outcome text, detail jsonb, amount bigint, currency text, still_owed bigint)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  asked uuid[];
  campaign record;
  locked sambatan.participants[];
  decided jsonb;
begin
  if jsonb_typeof(lines) is distinct from 'array' or jsonb_array_length(lines) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  asked := array(select (l ->> 'participation_id')::uuid from jsonb_array_elements(lines) l);
  if (select count(distinct id) from unnest(asked) id) < cardinality(asked) then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  -- All of them before anything that fell due in one of them locks what comes after campaigns.
  perform from sambatan.campaigns held
  where held.id in (
    select c.id from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    where p.id = any (asked) and ($4 is null or c.seller_id = $4))
  order by held.id for no key update;
  for campaign in
    select distinct c.id from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    where p.id = any (asked) and ($4 is null or c.seller_id = $4)
    order by c.id
  loop
    perform sambatan.lock_campaign_now(campaign.id);
  end loop;
  select array_agg(p.one) into locked
  from (
    select p as one from sambatan.participants p
    where p.id = any (asked) and ($4 is null
      or exists (select from sambatan.campaigns c where c.id = p.campaign_id and c.seller_id = $4))
    order by p.id for no key update
  ) p;
  perform sambatan.refuse_future_money(happened_on);
  perform sambatan.refuse_old_money(happened_on, array(select p.campaign_id from unnest(locked) p));
  select jsonb_agg(jsonb_build_object('place', l.place, 'participation_id', l.line ->> 'participation_id', 'amount', a.amount,
    'reference', l.line ->> 'reference', 'outcome', case
      when p.id is null then 'participation_not_found'
      when (l.line ->> 'nth')::integer <= sambatan.times_sent_back(p.id) then 'already_sent'
      when a.amount = 0 then 'nothing_owed'
      when a.amount > p.owed_to_buyer then 'more_than_due'
      else 'sent_back' end) order by l.place)
  into decided
  from jsonb_array_elements(lines) with ordinality as l (line, place)
  left join unnest(locked) p on p.id = (l.line ->> 'participation_id')::uuid
  cross join lateral (select coalesce((l.line ->> 'amount')::bigint, p.owed_to_buyer) as amount) a;
  if not dry_run then
    perform sambatan.record_money((
      select coalesce(jsonb_agg(jsonb_build_object('participation_id', d -> 'participation_id', 'kind', 'sent_back',
        'amount', d -> 'amount', 'method', $2, 'reference', d -> 'reference', 'on', $3) order by d -> 'place'), '[]')
      from jsonb_array_elements(decided) d where d ->> 'outcome' = 'sent_back'), sambatan.now());
  end if;
  return query
  select (d ->> 'participation_id')::uuid, p.campaign_id, d ->> 'outcome',
    case d ->> 'outcome'
      when 'more_than_due' then sambatan.more_than_due_details(p, 'sent_back', (d ->> 'amount')::bigint)
      when 'nothing_owed' then '{"kind": "sent_back"}'
      else '{}' end,
    (d ->> 'amount')::bigint, p.currency,
    p.owed_to_buyer - case d ->> 'outcome' when 'sent_back' then (d ->> 'amount')::bigint else 0 end
  from jsonb_array_elements(decided) d
  left join unnest(locked) p on p.id = (d ->> 'participation_id')::uuid
  order by (d -> 'place')::integer;
end
$$;

comment on function sambatan.send_back_sambatan_money(jsonb, text, date, text, boolean) is
  'Puts on record for 1 to 500 participations that what is owed to their buyers was sent back; one outcome per line.';
