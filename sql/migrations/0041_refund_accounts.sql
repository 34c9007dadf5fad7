-- Where a buyer wants what is owed to them: one account a person, bank or e-wallet. Number and holder are sealed by the installation's
-- secret; in the clear is only which bank it is. It is kept while something is owed, and for 90 days after.
create table sambatan.refund_accounts (
  person_id text primary key references sambatan.people (id),
  -- As src/modules/money/providers.ts calls the bank or the e-wallet.
  provider text not null check (provider ~ '^[a-z0-9-]{2,40}$'),
  -- {person_id, number, holder}, sealed.
  sealed text not null,
  changed_at timestamptz not null,
  -- When something was last seen to be owed to its person; null: never yet.
  owed_at timestamptz
);
alter table sambatan.refund_accounts enable row level security;
