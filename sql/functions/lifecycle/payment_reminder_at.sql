-- Purpose: when whoever has not paid for a completed campaign is reminded next; null: not any more.
-- Locks: none.
create or replace function sambatan.payment_reminder_at(p_campaign sambatan.campaigns) returns timestamptz
language plpgsql stable
as $$
begin
  return (select min(r.due_at) from sambatan.payment_reminders(p_campaign) r);
end
$$;

comment on function sambatan.payment_reminder_at(sambatan.campaigns) is
  'When whoever has not paid for a completed campaign is reminded next.';
