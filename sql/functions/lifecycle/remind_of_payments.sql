-- Purpose: writes an event where orders of a completed campaign are not paid and the time to pay is nearly over, or was over a day ago.
-- Each once, in the transaction that remembers it; none where everybody has paid or says so. After an outage at most one: the latest that
-- is due, and that of the day before not once the time is over.
-- Locks: none of its own; the caller holds the campaigns' rows.
-- Returns: a row per campaign that was reminded of.
create or replace function sambatan.remind_of_payments(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
set enable_seqscan = off
set jit = off
as $$
begin
  return query
  with due as materialized (
    select c.id, c.status, r.is_over, r.pay_until, r.due_at
    from sambatan.campaigns c
    cross join lateral (
      select * from sambatan.payment_reminders(c) due where due.due_at <= p_at_time order by due.due_at desc limit 1) r
    where c.id = any (p_ids)
  ), remembered as (
    update sambatan.campaigns c set payment_reminded_at = p_at_time from due d where c.id = d.id
  ), unpaid as materialized (
    select d.id, d.status, d.is_over, jsonb_build_object('participations', u.count, 'amount', u.amount, 'pay_until', d.pay_until,
      'due_at', d.due_at) as detail
    from due d
    cross join lateral (
      select count(*) as count, least(sum(o.owed_by_buyer), 9007199254740991)::bigint as amount from sambatan.unpaid_orders(d.id) o) u
    where u.count > 0 and (d.is_over or d.pay_until > p_at_time)
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
    select u.id, case when u.is_over then 'payment_overdue' else 'payment_due_soon' end, sambatan.actor(), u.detail, p_at_time from unpaid u
  )
  select u.id, case when u.is_over then 'payment_overdue' else 'payment_due_soon' end, u.status, u.status, u.detail from unpaid u;
end
$$;

comment on function sambatan.remind_of_payments(uuid[], timestamptz) is
  'Reminds of what is not paid for completed campaigns whose rows the caller has locked, a day before and a day after the time to pay ends.';
