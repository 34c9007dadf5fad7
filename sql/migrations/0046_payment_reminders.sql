-- Reminders about money: who has not paid once their campaign has completed, and sellers whose buyers wait for an answer.

alter table sambatan.campaigns
  -- Up to when those who have not paid were reminded.
  add column payment_reminded_at timestamptz;
alter table sambatan.payment_claims
  -- When its seller was last asked about it, together with all others of theirs.
  add column asked_at timestamptz;

-- Of what completed before, no record says whether its buyers had paid: nobody is reminded of that. No trigger is to take it for a change.
alter table sambatan.campaigns disable trigger user;
update sambatan.campaigns c set payment_reminded_at = c.fulfilled_at + (c.payment_days + 2) * interval '1 day'
where c.status = 'fulfilled';
alter table sambatan.campaigns enable trigger user;

insert into sambatan.due_kinds (place, kind, by_clock, reminder, handler, due_at) values
  (110, 'payment', false, true, 'remind_of_payments', 'sambatan.payment_reminder_at(c)'),
  (120, 'claims', false, true, 'ask_about_claims', 'sambatan.claims_asked_about_at(c.id)');

insert into sambatan.campaign_due (campaign_id, kind, due_at)
select l.campaign_id, 'claims', min(l.created_at) + interval '1 day'
from sambatan.payment_claims l where l.answered_at is null group by l.campaign_id;

-- Of a campaign whoever has still to pay, and has not said that they have.
alter table sambatan.notification_kinds drop constraint notification_kinds_audience_check;
alter table sambatan.notification_kinds add constraint notification_kinds_audience_check check (audience in
  ('buyer', 'joined', 'reserved', 'kept', 'unpaid', 'called_off', 'seller', 'followers', 'operators', 'waiting', 'passed', 'list'));

insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition) values
  (182, 'payment_due_soon', 'payment_due_soon', 'unpaid', 'reminders', false, false,
    $$(e.metadata ->> 'pay_until')::timestamptz > sambatan.now()$$),
  (184, 'payment_overdue', 'payment_overdue', 'unpaid', 'reminders', false, false, null),
  (296, 'sale_payment_overdue', 'payment_overdue', 'seller', 'reminders', false, false, null),
  (297, 'sale_claims_waiting', 'claims_waiting', 'seller', 'reminders', false, false, null);
