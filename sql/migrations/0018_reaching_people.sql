-- Reaching people and other systems: what an event becomes for whoever is told of it. Everything here is written by fan_out, in the
-- transaction that forgets the event, and delivered by workers, row by row.

-- A kind of notification: which event it follows, who gets it, and how. A new kind is a row here and an entry in
-- src/modules/notifications/kinds. `place`: of two kinds that tell one person of one event, the first does. `condition`: of the
-- event `e` and its campaign `c`; null: always. `channels`: beside the inbox, where the person can be reached and wants to be.
-- `urgent`: does not wait for the morning. `digest`: many become one row, and one letter, for a person and a campaign.
create table sambatan.notification_kinds (
  kind text primary key check (kind ~ '^[a-z_0-9]{3,64}$'),
  place integer not null unique,
  event text not null,
  audience text not null check (audience in
    ('buyer', 'joined', 'reserved', 'kept', 'called_off', 'seller', 'followers', 'operators')),
  topic text not null check (topic in ('orders', 'reminders', 'campaigns', 'sales', 'following', 'operations')),
  channels text[] not null default '{email,push}',
  urgent boolean not null default false,
  digest boolean not null default false,
  condition text
);
create index notification_kinds_event_idx on sambatan.notification_kinds (event);

insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition) values
  (10, 'joined', 'participant_joined', 'buyer', 'orders', true, false, null),
  (20, 'order_changed', 'participant_changed', 'buyer', 'orders', true, false, null),
  -- What an ending does to each order is told with the ending.
  (30, 'order_confirmed', 'participant_confirmed', 'buyer', 'orders', true, false,
    'e.created_at is distinct from c.fulfilled_at'),
  (40, 'order_cancelled', 'participant_cancelled', 'buyer', 'orders', true, false,
    $$e.metadata ->> 'cause' is distinct from 'campaign_completed'$$),
  (50, 'left_out', 'participant_cancelled', 'buyer', 'orders', true, false, $$e.metadata ->> 'cause' = 'campaign_completed'$$),
  (60, 'hold_expired', 'hold_expired', 'buyer', 'orders', true, false, null),
  (70, 'order_called_off', 'participant_refunded', 'buyer', 'orders', true, false,
    'e.created_at is distinct from c.cancelled_at'),
  (80, 'goods_received', 'participant_fulfilled', 'buyer', 'orders', false, false, null),
  (90, 'receipt_undone', 'participant_unfulfilled', 'buyer', 'orders', false, false, null),
  (100, 'completed', 'campaign_completed', 'kept', 'campaigns', true, false, null),
  (110, 'failed', 'campaign_failed', 'called_off', 'campaigns', true, false, null),
  (120, 'cancelled', 'campaign_cancelled', 'called_off', 'campaigns', true, false, null),
  (130, 'settling', 'campaign_settling', 'reserved', 'campaigns', true, false, null),
  (140, 'extended', 'campaign_extended', 'joined', 'campaigns', false, false, null),
  (150, 'full', 'campaign_full', 'joined', 'campaigns', false, false, null),
  (160, 'reworded', 'campaign_updated', 'joined', 'campaigns', false, true,
    $$e.metadata -> 'fields' ?| array['title', 'description', 'photos']$$),
  (210, 'sale', 'participant_joined', 'seller', 'sales', false, true, null),
  (220, 'sale_cancelled', 'participant_cancelled', 'seller', 'sales', false, true,
    $$e.metadata ->> 'cause' is distinct from 'campaign_completed'$$),
  (230, 'sale_expired', 'hold_expired', 'seller', 'sales', false, true, null),
  (240, 'sale_full', 'campaign_full', 'seller', 'sales', false, false, null),
  (250, 'sale_settling', 'campaign_settling', 'seller', 'sales', true, false, null),
  (260, 'sale_completed', 'campaign_completed', 'seller', 'sales', true, false, null),
  (270, 'sale_failed', 'campaign_failed', 'seller', 'sales', true, false, null),
  (280, 'sale_cancelled_all', 'campaign_cancelled', 'seller', 'sales', true, false, null),
  (310, 'batch_published', 'campaign_published', 'followers', 'following', false, false, $$c.status = 'active'$$),
  (320, 'batch_opened', 'campaign_opened', 'followers', 'following', false, false, null);

-- What somebody is told: the inbox, and what the other channels carry. Of a digest: from its first event to its last, until it is
-- closed by being read or sent.
create table sambatan.notifications (
  id bigint generated always as identity primary key,
  person_id text not null,
  kind text not null references sambatan.notification_kinds (kind),
  event_id bigint not null,
  last_event_id bigint not null,
  campaign_id uuid,
  participant_id uuid,
  digest boolean not null default false,
  closed_at timestamptz,
  events integer not null default 1 check (events >= 1),
  quantity bigint not null default 0,
  amount bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  read_at timestamptz
);
-- Nobody is told twice of one event.
create unique index notifications_once_idx on sambatan.notifications (event_id, person_id) where not digest;
create unique index notifications_digest_idx on sambatan.notifications (person_id, kind, campaign_id)
  where digest and closed_at is null;
create index notifications_inbox_idx on sambatan.notifications (person_id, last_event_id desc);
create index notifications_unread_idx on sambatan.notifications (person_id) where read_at is null;

-- How a notification goes out by one channel: its own attempts, pauses and end. `dropped`: it had become untrue, or nobody wanted it
-- any more. `dead`: given up after three days, or refused for good; an operator retries or discards it.
create table sambatan.notification_deliveries (
  id bigint generated always as identity primary key,
  notification_id bigint not null,
  -- Those of one person and campaign go out in the order of their events.
  event_id bigint not null,
  person_id text not null,
  campaign_id uuid,
  channel text not null check (channel in ('email', 'push', 'whatsapp')),
  state text not null default 'pending' check (state in ('pending', 'sent', 'dropped', 'dead', 'discarded')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  claimed_until timestamptz,
  created_at timestamptz not null,
  done_at timestamptz,
  last_error text,
  -- What the other side calls it: a message id.
  reference text,
  unique (notification_id, channel)
);
create index notification_deliveries_due_idx on sambatan.notification_deliveries (channel, next_attempt_at, event_id) where state = 'pending';
create index notification_deliveries_person_idx on sambatan.notification_deliveries (person_id, channel, campaign_id, event_id)
  where state = 'pending';
create index notification_deliveries_dead_idx on sambatan.notification_deliveries (id) where state = 'dead';

-- What somebody does not want, or wants: only what differs from the rule, which is yes.
create table sambatan.notification_preferences (
  person_id text not null,
  topic text not null,
  channel text not null check (channel in ('email', 'push', 'whatsapp')),
  wanted boolean not null,
  changed_at timestamptz not null,
  primary key (person_id, topic, channel)
);

-- Addresses that a mail server refused for good: nothing is sent there any more until an operator or its owner says so.
create table sambatan.email_suppressions (
  address text primary key check (address = lower(address)),
  reason text not null,
  since timestamptz not null
);

-- Browsers that asked to be told.
create table sambatan.push_subscriptions (
  id uuid primary key,
  person_id text not null,
  endpoint text not null unique check (length(endpoint) <= 1000),
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index push_subscriptions_person_idx on sambatan.push_subscriptions (person_id);

-- Who wants to hear of a seller's next batch.
create table sambatan.follows (
  person_id text not null,
  seller_id text not null,
  created_at timestamptz not null,
  primary key (person_id, seller_id)
);
create index follows_seller_idx on sambatan.follows (seller_id, person_id);

-- Where other systems are told. `seller_id` null: of everything. `events` empty: of all. The secrets are sealed; the one before
-- works until `old_secret_until`.
create table sambatan.webhook_endpoints (
  id uuid primary key,
  seller_id text,
  url text not null check (length(url) <= 2000),
  description text not null default '' check (length(description) <= 200),
  events text[] not null default '{}',
  sealed_secret text not null,
  old_sealed_secret text,
  old_secret_until timestamptz,
  -- While it fails, only one delivery at a time is tried, at this moment.
  failing_since timestamptz,
  failures integer not null default 0,
  rests_until timestamptz,
  disabled_at timestamptz,
  disabled_reason text,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz
);
create index webhook_endpoints_seller_idx on sambatan.webhook_endpoints (seller_id) where removed_at is null;

-- One event for one endpoint. `dead`: given up after three days, or its endpoint was disabled.
create table sambatan.webhook_deliveries (
  id bigint generated always as identity primary key,
  endpoint_id uuid not null,
  -- Null: a test.
  event_id bigint,
  campaign_id uuid,
  participant_id uuid,
  type text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead', 'discarded')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  claimed_until timestamptz,
  created_at timestamptz not null,
  done_at timestamptz,
  last_error text
);
create unique index webhook_deliveries_once_idx on sambatan.webhook_deliveries (endpoint_id, event_id) where event_id is not null;
create index webhook_deliveries_due_idx on sambatan.webhook_deliveries (endpoint_id, next_attempt_at, id) where state = 'pending';
-- What must wait for what: an event of a campaign for all before it, one of a participation for those of the campaign and its own.
create index webhook_deliveries_order_idx on sambatan.webhook_deliveries (endpoint_id, campaign_id, id) where state = 'pending';
create index webhook_deliveries_campaign_idx on sambatan.webhook_deliveries (endpoint_id, campaign_id, id)
  where state = 'pending' and participant_id is null;
create index webhook_deliveries_participant_idx on sambatan.webhook_deliveries (endpoint_id, participant_id, id)
  where state = 'pending' and participant_id is not null;
create index webhook_deliveries_log_idx on sambatan.webhook_deliveries (endpoint_id, id desc);
create index webhook_deliveries_dead_idx on sambatan.webhook_deliveries (id) where state = 'dead';

-- The delivery log: what was asked and answered, each time.
create table sambatan.webhook_attempts (
  id bigint generated always as identity primary key,
  delivery_id bigint not null,
  at timestamptz not null,
  duration_ms integer not null,
  request jsonb not null,
  status integer,
  answer text,
  error text
);
create index webhook_attempts_delivery_idx on sambatan.webhook_attempts (delivery_id, id);

-- One fan-out at a time, so that what happens to a campaign reaches everybody in its order.
create table sambatan.fan_out_state (
  id boolean primary key default true check (id)
);
insert into sambatan.fan_out_state default values;

-- An event that cannot be fanned out is tried some minutes, its campaign's later events waiting, and then lies for an operator.
alter table sambatan.outbox add column given_up_at timestamptz;
alter table sambatan.outbox add column last_error text;
alter table sambatan.outbox add column discarded_reason text;
create index outbox_paused_idx on sambatan.outbox (campaign_id, audit_id) where next_attempt_at is not null;

-- Whose nights are quiet when.
alter table sambatan.people add column time_zone text not null default 'Asia/Jakarta' check (length(time_zone) <= 64);

alter table sambatan.notification_kinds enable row level security;
alter table sambatan.notifications enable row level security;
alter table sambatan.notification_deliveries enable row level security;
alter table sambatan.notification_preferences enable row level security;
alter table sambatan.email_suppressions enable row level security;
alter table sambatan.push_subscriptions enable row level security;
alter table sambatan.follows enable row level security;
alter table sambatan.webhook_endpoints enable row level security;
alter table sambatan.webhook_deliveries enable row level security;
alter table sambatan.webhook_attempts enable row level security;
alter table sambatan.fan_out_state enable row level security;
