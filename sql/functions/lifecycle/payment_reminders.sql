-- Purpose: the reminders of a completed campaign to whoever has not paid yet that are not done with: a day before the time to pay
-- (payment_days) is over, or when half of it is left where that is later; and once more a day after it, so that a seller has had time to
-- record what came last.
-- Locks: none.
create or replace function sambatan.payment_reminders(p_campaign sambatan.campaigns)
returns table (is_over boolean, pay_until timestamptz, due_at timestamptz)
language sql stable
as $$
  select r.is_over, time_to_pay.ends, r.due_at
  from (select p_campaign.fulfilled_at + p_campaign.payment_days * interval '1 day' as ends) time_to_pay
  cross join lateral (values
    (false, time_to_pay.ends - least(interval '1 day', p_campaign.payment_days * interval '12 hours')),
    (true, time_to_pay.ends + interval '1 day')) r (is_over, due_at)
  where p_campaign.status = 'fulfilled' and r.due_at > coalesce(p_campaign.payment_reminded_at, '-infinity')
$$;

comment on function sambatan.payment_reminders(sambatan.campaigns) is
  'The reminders of a completed campaign to whoever has not paid that are still to come, or due.';
