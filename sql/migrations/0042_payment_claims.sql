-- "I have paid": what buyers say of money that no record knows yet, with a proof. It is work for the seller until it is answered.

create table sambatan.payment_claims (
  id uuid primary key,
  campaign_id uuid not null references sambatan.campaigns (id),
  participation_id uuid not null references sambatan.participants (id),
  amount bigint not null check (amount between 1 and 9007199254740991),
  currency text not null,
  happened_on date not null,
  note text check (length(note) between 1 and 500),
  -- The proof; it goes with an erasure, or 90 days after the end.
  picture_id uuid references sambatan.private_pictures (id),
  has_proof boolean not null,
  claimed_by text not null,
  -- When it was last said; a correction of an open one says it anew.
  created_at timestamptz not null,
  -- To what it moved the end of the hold; null where it moved none.
  hold_extended_to timestamptz,
  answered_at timestamptz,
  answered_by text,
  -- In words; null where a record answers it.
  answer text check (length(answer) between 1 and 240),
  record_id uuid references sambatan.money_records (id),
  constraint payment_claims_answered_check check (
    (answered_at is null) = (answered_by is null) and (answered_at is null) = (answer is null and record_id is null)),
  constraint payment_claims_proof_check check (has_proof or picture_id is null)
);
create unique index payment_claims_open_idx on sambatan.payment_claims (participation_id) where answered_at is null;
create index payment_claims_participation_idx on sambatan.payment_claims (participation_id);
create index payment_claims_waiting_idx on sambatan.payment_claims (created_at, id) where answered_at is null;
create index payment_claims_campaign_idx on sambatan.payment_claims (campaign_id);
create index payment_claims_picture_idx on sambatan.payment_claims (picture_id) where picture_id is not null;

alter table sambatan.payment_claims enable row level security;

insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition) values
  (87, 'payment_claim_answered', 'payment_claim_answered', 'buyer', 'orders', true, false, null),
  (238, 'sale_payment_claimed', 'payment_claimed', 'seller', 'sales', true, true, null);
