-- Purpose: puts on record what lines of a seller's bank statement say was received, each for the participation that somebody chose: by the
-- one way that a single payment goes, so that it confirms and is owed back as that does. Each line is decided as if it came alone, and
-- once: a line whose record stands is answered with it.
-- p_lines: 1 to 500 of [{line, participation_id, amount, on, anyway?}], each line once. p_account: hash of the account, or empty.
-- Locks, in order: the campaigns' rows, by id; the participants' rows, by id; then records and lines, in the order of their keys.
-- Refuses as a whole, in order: requests_invalid, campaign_behind.
-- Returns: a row per line, in order: outcome `recorded`, `recorded_before`, or the machine word of its refusal with its parameters.
create or replace function sambatan.record_statement_lines(
  p_seller_id text, p_account text, p_reference text, p_lines jsonb)
returns table (line text, participation_id uuid, campaign_id uuid, outcome text, detail jsonb, amount bigint, currency text)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  asked uuid[];
  campaign record;
  one record;
  recorded uuid;
  refusal text;
  said text;
  outcomes jsonb := '{}';
begin
  if jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) not between 1 and 500
    or (select count(distinct l ->> 'line') from jsonb_array_elements(p_lines) l) < jsonb_array_length(p_lines) then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  asked := array(select (l ->> 'participation_id')::uuid from jsonb_array_elements(p_lines) l);
  -- All of them before anything that fell due in one of them locks what comes after campaigns.
  perform from sambatan.campaigns held
  where held.id in (
    select c.id from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    where p.id = any (asked) and c.seller_id = p_seller_id)
  order by held.id for no key update;
  for campaign in
    select distinct c.id from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    where p.id = any (asked) and c.seller_id = p_seller_id
    order by c.id
  loop
    perform sambatan.lock_campaign_now(campaign.id);
  end loop;
  perform from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id and c.seller_id = p_seller_id
  where p.id = any (asked) order by p.id for no key update of p;
  -- By key: two imports that overlap wait for each other and never in a circle.
  for one in
    select l ->> 'line' as line, (l ->> 'participation_id')::uuid as id, l as wish, p.id is not null as is_theirs, p.currency
    from jsonb_array_elements(p_lines) l
    left join (sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id and c.seller_id = p_seller_id)
      on p.id = (l ->> 'participation_id')::uuid
    order by 1
  loop
    refusal := null;
    said := null;
    if sambatan.statement_line_record(p_seller_id, p_account, one.line) is not null then
      refusal := 'recorded_before';
    elsif not one.is_theirs then
      refusal := 'participation_not_found';
    elsif one.currency <> 'IDR' then
      refusal := 'statement_currency';
      said := jsonb_build_object('currency', one.currency);
    else
      begin
        perform sambatan.record_sambatan_money(one.id, jsonb_strip_nulls(jsonb_build_object('kind', 'received',
          'amount', one.wish -> 'amount', 'method', 'bank_transfer', 'on', one.wish -> 'on', 'reference', p_reference,
          'anyway', one.wish -> 'anyway')));
        select m.id into recorded from sambatan.money_records m where m.participation_id = one.id order by m.number desc limit 1;
        insert into sambatan.statement_lines (seller_id, account, line, record_id, created_at)
        values (p_seller_id, p_account, one.line, recorded, sambatan.now())
        on conflict on constraint statement_lines_pkey do update set record_id = excluded.record_id, created_at = excluded.created_at
        where exists (select from sambatan.money_records r where r.reverses = statement_lines.record_id);
        if not found then
          -- Another import was faster, for another campaign: this one's record is undone with it.
          raise exception using errcode = 'SB001', message = 'recorded_before', detail = '{}';
        end if;
      exception when sqlstate 'SB001' then
        get stacked diagnostics refusal = message_text, said = pg_exception_detail;
      end;
    end if;
    outcomes := outcomes || jsonb_build_object(one.line,
      jsonb_build_object('outcome', coalesce(refusal, 'recorded'), 'detail', coalesce(said::jsonb, '{}')));
  end loop;
  return query
  select l.wish ->> 'line', (l.wish ->> 'participation_id')::uuid, p.campaign_id, o.said ->> 'outcome', o.said -> 'detail',
    (l.wish ->> 'amount')::bigint, p.currency
  from jsonb_array_elements(p_lines) with ordinality as l (wish, place)
  cross join lateral (select outcomes -> (l.wish ->> 'line') as said) o
  left join sambatan.participants p on p.id = (l.wish ->> 'participation_id')::uuid
  order by l.place;
end
$$;

comment on function sambatan.record_statement_lines(text, text, text, jsonb) is
  'Puts on record what 1 to 500 lines of a bank statement say was received, each once; one outcome per line.';
