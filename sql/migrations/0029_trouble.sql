-- Operators are told what goes wrong: of many things that go wrong together once.

-- A digest may be of no campaign, and then there is one open for a person and kind.
drop index sambatan.notifications_digest_idx;
create unique index notifications_digest_idx on sambatan.notifications (person_id, kind, campaign_id) nulls not distinct
  where digest and closed_at is null;

-- A digest that is sent is closed, so that what comes later is told again. One that stays open is told once until it is read, or for so
-- long: a mail server that is away for a weekend is no news every two minutes.
alter table sambatan.notification_kinds add column stays_open interval;

insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition, stays_open) values
  (910, 'webhook_disabled', 'webhook_disabled', 'seller', 'sales', false, false, null, null),
  (920, 'installation_webhook_disabled', 'webhook_disabled', 'operators', 'operations', false, false,
    $$exists (select from sambatan.webhook_endpoints w where w.id = e.subject_id::uuid and w.seller_id is null)$$, null),
  (930, 'dead_letters', 'dead_letters_found', 'operators', 'operations', false, true, null, '1 day'),
  (940, 'jobs_failed', 'jobs_failed', 'operators', 'operations', false, true, null, '1 day'),
  (950, 'lifecycle_failed', 'lifecycle_failed', 'operators', 'operations', true, true, null, '1 day');

-- When each was told last; null: never.
create table sambatan.trouble_told (
  what text primary key,
  told_at timestamptz
);
insert into sambatan.trouble_told (what) values ('dead_letters'), ('jobs'), ('lifecycle');
alter table sambatan.trouble_told enable row level security;

-- Since when another system waits.
create index webhook_deliveries_waiting_idx on sambatan.webhook_deliveries (created_at) where state = 'pending';
