-- Purpose: until when what is left of a participation is to be paid: while it is reserved before it lapses; once its campaign has
-- completed within the days that it gives (payment_days).
-- Locks: none.
-- Returns: null where nothing is left to pay, or no time is set.
create or replace function sambatan.pay_until(p_participation sambatan.participants, p_campaign sambatan.campaigns) returns timestamptz
language sql stable parallel safe
as $$
  select case when p_participation.owed_by_buyer > 0 then case
    when p_participation.status = 'pending_payment' then sambatan.shown_hold(p_participation, p_campaign)
    else p_campaign.fulfilled_at + p_campaign.payment_days * interval '1 day' end end
$$;

comment on function sambatan.pay_until(sambatan.participants, sambatan.campaigns) is
  'Until when what is left of a participation is to be paid; null: nothing is, or no time is set.';
