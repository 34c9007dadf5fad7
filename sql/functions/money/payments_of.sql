-- Purpose: what confirming puts on record for participations, by what was said of the payment: nothing said, all that is missing as
-- received; an amount, that; `null`, nothing. With `p_waive` what is missing still is waived.
-- Locks: none; the caller holds the campaigns' rows.
-- Returns: records as record_money takes them; where there is none an empty array.
create or replace function sambatan.payments_of(p_ids uuid[], p_payment jsonb, p_waive boolean) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('participation_id', p.id, 'kind', r.kind, 'amount', r.amount)
      || case when r.kind = 'received' then said.payment - '{amount,anyway}'::text[] else '{}' end order by r.kind, p.id), '[]')
    from (select case jsonb_typeof(p_payment) when 'object' then p_payment end as payment) said
    cross join sambatan.participants p
    cross join lateral (
      select case when said.payment is null then 0 else coalesce((said.payment ->> 'amount')::bigint, p.owed_by_buyer) end as amount
    ) paid
    cross join lateral (values
      ('received', paid.amount),
      ('waived', case when p_waive then p.owed_by_buyer - paid.amount else 0 end)) r (kind, amount)
    where p.id = any (p_ids) and r.amount > 0);
end
$$;

comment on function sambatan.payments_of(uuid[], jsonb, boolean) is
  'What confirming puts on record for participations, by what was said of the payment.';
