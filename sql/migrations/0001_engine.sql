-- The tables of the group-buy engine. Functions are in sql/functions, one a file.
--
-- Rules that hold for every table here:
--   * money is bigint in the currency's smallest unit in use (IDR: whole rupiah), beside an ISO 4217 code;
--   * times are timestamptz; ids are UUID v7 made by the application, so that they sort by creation;
--   * audit_logs and outbox count with a bigint: their order within a campaign is the order of what happened, which a
--     UUID made on several nodes cannot promise;
--   * row level security is on and no policy exists: only the owner (the engine) reads or writes, also on platforms
--     that expose schemas to `anon` and `authenticated`;
--   * hot tables carry campaign_id, so that they can be partitioned or distributed by it.

create type sambatan.sambatan_status as enum
  ('draft', 'scheduled', 'active', 'locked', 'fulfilled', 'expired', 'cancelled');

create type sambatan.sambatan_participant_status as enum
  ('pending_payment', 'confirmed', 'cancelled', 'refunded', 'fulfilled');

-- One request of a batch of joins together with what the database knows about it; see join_sambatan_campaigns.
create type sambatan.join_request as (
  ord integer, id uuid, user_id text, quantity integer, shipping_address text, note text, actor text,
  scope text, key text, request_hash bytea, valid boolean, is_known boolean, is_same boolean, held integer);

create table sambatan.products (
  id uuid primary key,
  seller_id text not null check (length(seller_id) between 1 and 128),
  name text not null check (length(name) between 1 and 200),
  description text not null default '' check (length(description) <= 8000),
  base_price bigint not null check (base_price between 0 and 9007199254740991),
  currency text not null default 'IDR' check (currency ~ '^[A-Z]{3}$'),
  image_url text check (length(image_url) <= 500),
  sambatan_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index products_seller_idx on sambatan.products (seller_id, id);

create table sambatan.campaigns (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 96),
  product_id uuid not null references sambatan.products (id),
  seller_id text not null check (length(seller_id) between 1 and 128),
  title text not null check (length(title) between 3 and 120),
  description text not null default '' check (length(description) <= 8000),
  currency text not null default 'IDR' check (currency ~ '^[A-Z]{3}$'),
  price_per_slot bigint not null check (price_per_slot >= 1),
  total_slots integer not null check (total_slots between 1 and 1000000),
  minimum_slots integer not null,
  min_per_buyer integer not null default 1,
  max_per_buyer integer,
  hold_minutes integer check (hold_minutes between 1 and 525600),
  opens_at timestamptz,
  deadline timestamptz not null,
  status sambatan.sambatan_status not null default 'draft',
  filled_slots integer not null default 0,
  participant_count integer not null default 0 check (participant_count >= 0),
  progress numeric(5, 2) not null default 0,
  -- What was filled when it closed: filled_slots itself returns to zero when everybody is refunded (invariant 1).
  closed_slots integer,
  published_at timestamptz,
  locked_at timestamptz,
  fulfilled_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint campaigns_minimum_slots_check check (minimum_slots between 1 and total_slots),
  constraint campaigns_per_buyer_check check (
    min_per_buyer between 1 and total_slots and (max_per_buyer is null or max_per_buyer >= min_per_buyer)),
  -- Every amount of this campaign stays exact in JSON, where numbers are doubles.
  constraint campaigns_amount_check check (price_per_slot <= 9007199254740991 / total_slots),
  constraint campaigns_opening_check check (opens_at is null or opens_at < deadline),
  -- Invariant 1 (no oversell), 2 (full means full) and 9 (progress), even against a wrong function.
  constraint campaigns_no_oversell_check check (filled_slots between 0 and total_slots),
  constraint campaigns_full_check check (
    (status <> 'locked' or filled_slots = total_slots) and (status <> 'active' or filled_slots < total_slots)),
  constraint campaigns_progress_check check (progress = round(filled_slots * 100.0 / total_slots, 2)),
  constraint campaigns_final_times_check check (
    (status = 'fulfilled') = (fulfilled_at is not null)
    and (status in ('expired', 'cancelled')) = (cancelled_at is not null)
    and (status = 'locked' and locked_at is null) is not true)
)
-- A hot campaign's row is rewritten at every batch of joins. Room on its page, and no index on what changes then,
-- keep these updates HOT: no index is touched, and the old versions are swept while the campaign sells.
with (fillfactor = 40);

create index campaigns_seller_idx on sambatan.campaigns (seller_id, id);
create index campaigns_product_idx on sambatan.campaigns (product_id, id);
create index campaigns_status_idx on sambatan.campaigns (status, id);
create index campaigns_deadline_idx on sambatan.campaigns (deadline, id);
create index campaigns_price_idx on sambatan.campaigns (price_per_slot, id);
create index campaigns_search_idx on sambatan.campaigns using gin (to_tsvector('simple', title || ' ' || description));
-- What the scheduler looks for: each holds only what still waits, so that a pass costs what is due, not what exists.
create index campaigns_opening_due_idx on sambatan.campaigns (opens_at) where status = 'scheduled';
create index campaigns_deadline_due_idx on sambatan.campaigns (deadline) where status in ('active', 'locked');
create index campaigns_locked_due_idx on sambatan.campaigns (locked_at) where status = 'locked';

create table sambatan.participants (
  id uuid primary key,
  -- No foreign key: campaigns are never deleted (a trigger refuses it) and rows are only written by functions that
  -- hold the campaign's lock, while the check would cost a row lock a join on the one row that everybody wants.
  campaign_id uuid not null,
  user_id text not null check (length(user_id) between 1 and 128),
  quantity integer not null check (quantity >= 1),
  amount bigint not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status sambatan.sambatan_participant_status not null default 'pending_payment',
  shipping_address text not null check (length(shipping_address) <= 240),
  note text check (length(note) <= 160),
  hold_expires_at timestamptz,
  joined_at timestamptz not null,
  updated_at timestamptz not null
);
create index participants_campaign_idx on sambatan.participants (campaign_id, id);
create index participants_user_idx on sambatan.participants (user_id, campaign_id);
create index participants_hold_due_idx on sambatan.participants (hold_expires_at)
  where status = 'pending_payment' and hold_expires_at is not null;

create table sambatan.audit_logs (
  id bigint generated always as identity primary key,
  campaign_id uuid not null,
  participant_id uuid,
  event text not null check (event ~ '^[a-z_]{3,64}$'),
  actor text not null check (length(actor) between 1 and 160),
  metadata jsonb not null default '{}',
  created_at timestamptz not null
);
create index audit_logs_campaign_idx on sambatan.audit_logs (campaign_id, id);

-- One row per audit event until the relay has handed it to every consumer; then the row is gone.
create table sambatan.outbox (
  audit_id bigint primary key,
  campaign_id uuid not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz
)
-- Rows live for a second: without eager vacuuming the relay would wade through the dead ones.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- What a request with an Idempotency-Key has done. It holds no personal data: an answer with a participation in it is
-- stored without address and note, which are read again from the participation on a replay.
create table sambatan.idempotency_keys (
  scope text not null check (length(scope) between 1 and 160),
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null check (length(request_hash) = 32),
  participant_id uuid,
  status integer,
  response jsonb,
  created_at timestamptz not null,
  constraint idempotency_keys_pkey primary key (scope, key)
);
-- For removing old keys only, a block at a time; a tree would cost every join an insertion.
create index idempotency_keys_created_idx on sambatan.idempotency_keys using brin (created_at);

create table sambatan.scheduler_runs (
  id uuid primary key,
  trigger text not null check (trigger in ('interval', 'due', 'full', 'manual', 'api', 'cli')),
  node text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  transitions integer not null default 0,
  failures integer not null default 0,
  error text
);
create index scheduler_runs_started_idx on sambatan.scheduler_runs (started_at desc);

-- One row: what all nodes must agree on. The lease says which node is running a lifecycle run; it is renewed with every
-- batch and lapses by itself when that node dies.
create table sambatan.scheduler_state (
  singleton boolean primary key default true check (singleton),
  paused_at timestamptz,
  paused_by text,
  lease_holder text,
  lease_until timestamptz
);
insert into sambatan.scheduler_state default values;

-- Campaigns whose transition failed: passed over until retry_at, so that one broken campaign never blocks the others.
create table sambatan.lifecycle_failures (
  campaign_id uuid primary key,
  attempts integer not null,
  error text not null,
  failed_at timestamptz not null,
  retry_at timestamptz not null
);
create index lifecycle_failures_retry_idx on sambatan.lifecycle_failures (retry_at);

alter table sambatan.products enable row level security;
alter table sambatan.campaigns enable row level security;
alter table sambatan.participants enable row level security;
alter table sambatan.audit_logs enable row level security;
alter table sambatan.outbox enable row level security;
alter table sambatan.idempotency_keys enable row level security;
alter table sambatan.scheduler_runs enable row level security;
alter table sambatan.scheduler_state enable row level security;
alter table sambatan.lifecycle_failures enable row level security;
