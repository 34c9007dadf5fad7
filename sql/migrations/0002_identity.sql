-- People and how they are recognized: accounts, sessions, second factors, API keys, and what is on record about access.
--
-- `people`, `sessions`, `accounts`, `verifications` and `two_factors` are also the tables of better-auth (its `user`,
-- `session`, `account`, `verification` and `twoFactor`), column for column; src/modules/identity/accounts.ts maps the
-- names, and a test lets the library compare them with what it expects.

-- Everybody this installation knows by more than an id. `id` is what participations, products and campaigns carry: of an
-- account a UUID, of a person of another platform the id that the platform gave them.
create table sambatan.people (
  id text primary key check (length(id) between 1 and 128),
  -- Where the person comes from: an account of ours, a token of another platform, or a service that told us.
  origin text not null default 'account' check (origin in ('account', 'token', 'service')),
  name text not null default '' check (length(name) <= 120),
  email text unique check (email = lower(email) and length(email) <= 254),
  email_verified boolean not null default false,
  -- Of accounts; the role of others comes with each token.
  role text not null default 'buyer' check (role in ('buyer', 'seller', 'operator')),
  two_factor_enabled boolean not null default false,
  locale text not null default 'id' check (locale in ('id', 'en')),
  phone text check (length(phone) <= 32),
  avatar_url text check (length(avatar_url) <= 500),
  -- Wants to show neither name nor initial among the recent joiners.
  anonymous boolean not null default false,
  -- The person was erased at this time: only the id is left, as the pseudonym that audit and money rows carry.
  erased_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint people_account_check check (origin <> 'account' or email is not null or erased_at is not null),
  constraint people_erased_check check (
    erased_at is null or (name = '' and email is null and phone is null and avatar_url is null))
);
create index people_role_idx on sambatan.people (role, id) where role <> 'buyer';
create index people_erased_idx on sambatan.people (id) where erased_at is not null;

-- The token is half of what a browser holds: without the signature that only the node's secret can make it opens nothing.
create table sambatan.sessions (
  id uuid primary key,
  token text not null unique,
  user_id text not null references sambatan.people (id) on delete cascade,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_user_idx on sambatan.sessions (user_id);
create index sessions_expires_idx on sambatan.sessions (expires_at);

create table sambatan.accounts (
  id uuid primary key,
  user_id text not null references sambatan.people (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  -- scrypt, with its salt.
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index accounts_user_idx on sambatan.accounts (user_id);

-- Links that were mailed and second factors that are awaited, by the hash of what was handed out.
create table sambatan.verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index verifications_identifier_idx on sambatan.verifications (identifier);
create index verifications_expires_idx on sambatan.verifications (expires_at);

-- Secret and recovery codes are encrypted with the node's secret.
create table sambatan.two_factors (
  id uuid primary key,
  user_id text not null unique references sambatan.people (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

create table sambatan.addresses (
  id uuid primary key,
  person_id text not null references sambatan.people (id) on delete cascade,
  label text not null check (length(label) between 1 and 60),
  shipping_address text not null check (length(shipping_address) between 10 and 240),
  is_default boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index addresses_person_idx on sambatan.addresses (person_id, id);
create unique index addresses_default_idx on sambatan.addresses (person_id) where is_default;

-- Keys of machines. Of the key itself only its SHA-256 is here: 256 random bits need no slow hash.
create table sambatan.api_keys (
  id uuid primary key,
  name text not null check (length(name) between 1 and 80),
  prefix text not null unique check (length(prefix) between 8 and 24),
  hash bytea not null unique check (length(hash) = 32),
  scopes text[] not null check (cardinality(scopes) between 1 and 20),
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text
);

-- The code that makes the first operator of an installation: printed at start, used once.
create table sambatan.operator_codes (
  hash bytea primary key check (length(hash) = 32),
  created_at timestamptz not null,
  used_at timestamptz,
  used_by text
);

-- How often something was tried (a password, a code, a mailed link) in the window that is running, on all nodes together.
create table sambatan.attempts (
  bucket bytea primary key,
  count integer not null,
  window_ends_at timestamptz not null
);
create index attempts_window_idx on sambatan.attempts (window_ends_at);

-- Mail, until it is sent: what operators read where no mail server is configured. `sealed` is encrypted with the node's
-- secret, because it holds links that open accounts.
create table sambatan.mailbox (
  id uuid primary key,
  person_id text,
  recipient text not null check (length(recipient) <= 254),
  template text not null check (template ~ '^[a-z_]{3,64}$'),
  locale text not null check (locale in ('id', 'en')),
  sealed text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index mailbox_person_idx on sambatan.mailbox (person_id);
create index mailbox_expires_idx on sambatan.mailbox (expires_at);

-- Who was let in, and who changed who may do what. Like audit_logs, and like them never changed; of a person it holds
-- the id alone.
create table sambatan.access_logs (
  id bigint generated always as identity primary key,
  event text not null check (event ~ '^[a-z_]{3,64}$'),
  actor text not null check (length(actor) between 1 and 160),
  person_id text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null
);
create index access_logs_person_idx on sambatan.access_logs (person_id, id);

alter table sambatan.people enable row level security;
alter table sambatan.sessions enable row level security;
alter table sambatan.accounts enable row level security;
alter table sambatan.verifications enable row level security;
alter table sambatan.two_factors enable row level security;
alter table sambatan.addresses enable row level security;
alter table sambatan.api_keys enable row level security;
alter table sambatan.operator_codes enable row level security;
alter table sambatan.attempts enable row level security;
alter table sambatan.mailbox enable row level security;
alter table sambatan.access_logs enable row level security;
