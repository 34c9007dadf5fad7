-- Which lines of bank statements were put on record: so that the same statement twice records nothing twice. A line is known by hashes
-- alone; what the bank wrote beside it, names among it, is never stored.

create table sambatan.statement_lines (
  seller_id text not null,
  -- Of the account; empty where the statement does not say which it is.
  account text not null check (account = '' or account ~ '^[0-9a-f]{32}$'),
  -- Of day, amount, balance after it, and which of several alike it is.
  line text not null check (line ~ '^[0-9a-f]{32}$'),
  record_id uuid not null unique references sambatan.money_records (id),
  created_at timestamptz not null,
  primary key (seller_id, line, account)
);

alter table sambatan.statement_lines enable row level security;
