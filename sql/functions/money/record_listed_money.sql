-- Purpose: puts on record what a seller's list of orders of one campaign says was received, in the order of the list: of each the amount
-- that its line says, else all that is missing. Each line is decided as if it came alone. The same list twice records nothing twice: what
-- is paid is left, and an amount that stands on record for the order already is asked about. With `p_dry_run` nothing changes.
-- p_lines: 1 to 500 of [{number, amount?, anyway?}]; number: of the order. anyway: more than is due, the same amount once more, or for
-- an order that is over, as it was asked. p_payment: {method?, reference?, on?}, of all.
-- Locks, in order: the campaign's row, the participants' rows, by id.
-- Refuses as a whole, in order: campaign_not_found, campaign_behind, requests_invalid (not 1 to 500 lines), money_date_in_future, money_date_too_old.
-- Returns: a row per line, in order: outcome `fits` (it would be recorded), `recorded`, `paid`, `more_than_due`, `recorded_before`, `over`,
-- `twice` (an earlier line is about the same order) or `not_of_campaign`; the amount, and what was left to pay before.
create or replace function sambatan.record_listed_money(
  p_campaign_id uuid, p_lines jsonb, p_payment jsonb default '{}', p_dry_run boolean default false)
returns table (place integer, participation_id uuid, outcome text, amount bigint, owed bigint)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  decided jsonb;
begin
  perform sambatan.lock_campaign_now(p_campaign_id);
  if jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  perform sambatan.refuse_future_money((p_payment ->> 'on')::date);
  perform sambatan.refuse_old_money((p_payment ->> 'on')::date, array[p_campaign_id]);
  perform from sambatan.participants p
  where p.campaign_id = p_campaign_id and p.number in (select (l ->> 'number')::bigint from jsonb_array_elements(p_lines) l)
  order by p.id for no key update;
  select jsonb_agg(jsonb_build_object('place', d.place, 'participation_id', d.id, 'owed', d.owed,
    'amount', coalesce(d.said, d.owed), 'outcome', case
      when d.id is null then 'not_of_campaign'
      when d.nth > 1 then 'twice'
      when not d.is_live and d.said is null then 'over'
      when d.is_live and d.owed = 0 then 'paid'
      when d.is_meant then 'fits'
      when exists (
        select from sambatan.money_records m
        where m.participation_id = d.id and m.kind = 'received' and m.reverses is null and m.amount = d.said
          and not exists (select from sambatan.money_records r where r.reverses = m.id)) then 'recorded_before'
      when not d.is_live then 'over'
      when d.said > d.owed then 'more_than_due'
      else 'fits' end) order by d.place)
  into decided
  from (
    select l.place, p.id, p.owed_by_buyer as owed, sambatan.is_live(p.status) as is_live, (l.line ->> 'amount')::bigint as said,
      coalesce((l.line -> 'anyway')::boolean, false) as is_meant, row_number() over (partition by p.id order by l.place) as nth
    from jsonb_array_elements(p_lines) with ordinality as l (line, place)
    -- An offer is nobody's order yet.
    left join sambatan.participants p on p.campaign_id = p_campaign_id and p.number = (l.line ->> 'number')::bigint
      and p.status <> 'offered'
  ) d;
  if not p_dry_run then
    perform sambatan.record_money((
      select coalesce(jsonb_agg(p_payment || jsonb_build_object('kind', 'received', 'participation_id', d -> 'participation_id',
        'amount', d -> 'amount') order by (d -> 'place')::integer), '[]')
      from jsonb_array_elements(decided) d where d ->> 'outcome' = 'fits'), sambatan.now());
    perform sambatan.confirm_paid(array(
      select (d ->> 'participation_id')::uuid from jsonb_array_elements(decided) d where d ->> 'outcome' = 'fits'), sambatan.now());
  end if;
  return query
  select (d -> 'place')::integer, (d ->> 'participation_id')::uuid,
    case when d ->> 'outcome' = 'fits' and not p_dry_run then 'recorded' else d ->> 'outcome' end,
    (d ->> 'amount')::bigint, (d ->> 'owed')::bigint
  from jsonb_array_elements(decided) d
  order by (d -> 'place')::integer;
end
$$;

comment on function sambatan.record_listed_money(uuid, jsonb, jsonb, boolean) is
  'Puts on record what a list of orders of one campaign says was received; one outcome per line, and nothing twice.';
