-- The money book: what changed hands outside, written down so that both sides can rely on it.

create table sambatan.money_records (
  id uuid primary key,
  -- In which order they were written.
  number bigint generated always as identity unique,
  campaign_id uuid not null references sambatan.campaigns (id),
  participation_id uuid not null references sambatan.participants (id),
  kind text not null check (kind in ('received', 'sent_back', 'waived', 'given_up')),
  amount bigint not null check (amount between 1 and 9007199254740991),
  currency text not null,
  method text check (method in ('bank_transfer', 'qris', 'ewallet', 'cash', 'marketplace', 'other')),
  reference text check (length(reference) between 1 and 120),
  happened_on date not null,
  note text check (length(note) between 1 and 500),
  recorded_by text not null,
  -- The record that this one takes back: of the same kind and amount, counted against it.
  reverses uuid unique references sambatan.money_records (id),
  reason text check (length(reason) between 1 and 240),
  -- Written when the book began, of what had been confirmed before.
  before_the_book boolean not null default false,
  created_at timestamptz not null,
  constraint money_records_how_check check ((method is null) = (kind in ('waived', 'given_up'))),
  constraint money_records_reversal_check check ((reason is null) = (reverses is null))
);
create index money_records_participation_idx on sambatan.money_records (participation_id, number);

-- What a buyer says has not arrived: money that a record says was sent back, or was never received. Open until it is answered.
create table sambatan.money_reports (
  id uuid primary key,
  record_id uuid not null references sambatan.money_records (id),
  participation_id uuid not null references sambatan.participants (id),
  note text check (length(note) between 1 and 500),
  reported_by text not null,
  created_at timestamptz not null,
  answer text check (length(answer) between 1 and 240),
  answered_by text,
  answered_at timestamptz,
  constraint money_reports_answered_check check ((answered_at is null) = (answered_by is null) and (answer is null or answered_at is not null))
);
create unique index money_reports_open_idx on sambatan.money_reports (record_id) where answered_at is null;
create index money_reports_participation_idx on sambatan.money_reports (participation_id);

alter table sambatan.money_records enable row level security;
alter table sambatan.money_reports enable row level security;

alter table sambatan.participants
  -- Sums of its records, less reversals; see count_money.
  add column paid_amount bigint not null default 0 check (paid_amount between 0 and 9007199254740991),
  add column returned_amount bigint not null default 0 check (returned_amount between 0 and 9007199254740991),
  add column waived_amount bigint not null default 0 check (waived_amount >= 0),
  add column given_up_amount bigint not null default 0 check (given_up_amount >= 0),
  -- When its hold would have ended: with money on record it does not, and hold_expires_at is null.
  add column hold_set_aside timestamptz,
  -- What follows from sums, order and status alone, whoever writes those. Due is, while it is live, what it comes to in the end (until
  -- that is known as agreed) without what was waived; else nothing.
  add column owed_to_buyer bigint not null generated always as (
    greatest(0, paid_amount - returned_amount - given_up_amount - case when status in ('pending_payment', 'confirmed', 'fulfilled')
      then greatest(0, coalesce(final_amount, amount) - waived_amount) else 0 end)) stored,
  add column owed_by_buyer bigint not null generated always as (
    case when status in ('pending_payment', 'confirmed', 'fulfilled')
      then greatest(0, greatest(0, coalesce(final_amount, amount) - waived_amount) - paid_amount + returned_amount + given_up_amount)
      else 0 end) stored,
  add column payment_status text not null generated always as (
    case
      when paid_amount - returned_amount - given_up_amount > case when status in ('pending_payment', 'confirmed', 'fulfilled')
        then greatest(0, coalesce(final_amount, amount) - waived_amount) else 0 end then 'return_owed'
      when status not in ('pending_payment', 'confirmed', 'fulfilled') and paid_amount > 0 then 'returned'
      when status not in ('pending_payment', 'confirmed', 'fulfilled') then 'unpaid'
      when paid_amount = 0 and returned_amount + given_up_amount = 0 and coalesce(final_amount, amount) <= waived_amount then 'waived'
      when paid_amount - returned_amount - given_up_amount >= greatest(0, coalesce(final_amount, amount) - waived_amount) then 'paid'
      when paid_amount > returned_amount then 'partly_paid'
      else 'unpaid' end) stored;

-- When the book begins: what is live, and a person or another system had confirmed, was paid as far as anybody knew. What completing
-- carried along, and what had ended, nobody vouched for. No trigger is to take it for a change.
alter table sambatan.participants disable trigger user;
insert into sambatan.money_records (id, campaign_id, participation_id, kind, amount, currency, method, happened_on, recorded_by,
  before_the_book, created_at)
select gen_random_uuid(), p.campaign_id, p.id, 'received', coalesce(p.final_amount, p.amount), p.currency,
  case when confirmed.actor like 'user:%' then 'other' else 'marketplace' end,
  (confirmed.created_at at time zone 'Asia/Jakarta')::date, confirmed.actor, true, confirmed.created_at
from sambatan.participants p
join sambatan.campaigns c on c.id = p.campaign_id
cross join lateral (
  select a.actor, a.created_at from sambatan.audit_logs a
  where a.participant_id = p.id and a.event = 'participant_confirmed'
  order by a.id limit 1
) confirmed
where p.status in ('confirmed', 'fulfilled') and coalesce(p.final_amount, p.amount) > 0
  and confirmed.actor <> 'scheduler'
  -- Completing confirms, in the transaction of its own event, whoever is left.
  and confirmed.created_at is distinct from c.fulfilled_at
order by confirmed.created_at, p.id;
update sambatan.participants p set paid_amount = m.amount
from sambatan.money_records m
where m.participation_id = p.id;
alter table sambatan.participants enable trigger user;

-- Who is owed something, and by whom: the few there are.
create index participants_owed_idx on sambatan.participants (campaign_id) where owed_to_buyer > 0;

-- What is told of it. That money was received is told with the confirmation that it brought.
insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition) values
  (81, 'money_received', 'money_recorded', 'buyer', 'orders', true, false,
    $$e.metadata ->> 'kind' = 'received' and not exists (
      select from sambatan.participants p where p.id = e.participant_id and p.confirmed_at = e.created_at)$$),
  (82, 'money_sent_back', 'money_recorded', 'buyer', 'orders', true, false, $$e.metadata ->> 'kind' = 'sent_back'$$),
  (83, 'money_waived', 'money_recorded', 'buyer', 'orders', false, false,
    $$e.metadata ->> 'kind' = 'waived' and not exists (
      select from sambatan.participants p where p.id = e.participant_id and p.confirmed_at = e.created_at)$$),
  (84, 'money_reversed', 'money_reversed', 'buyer', 'orders', true, false, $$e.metadata ->> 'kind' <> 'given_up'$$),
  (85, 'money_answered', 'money_answered', 'buyer', 'orders', true, false, null),
  (236, 'sale_money_given_up', 'money_recorded', 'seller', 'sales', false, false, $$e.metadata ->> 'kind' = 'given_up'$$),
  (237, 'sale_money_not_arrived', 'money_not_arrived', 'seller', 'sales', true, false, null),
  (960, 'money_not_arrived', 'money_not_arrived', 'operators', 'operations', false, false, null);
