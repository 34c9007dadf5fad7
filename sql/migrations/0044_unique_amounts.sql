-- Unique amounts: some rupiah more than an order comes to, so that the exact amount of a transfer names it. And how long there is to pay
-- after a campaign has completed.

alter table sambatan.payment_instructions
  add column unique_amounts boolean not null default false;
-- Joining asks it each time: nothing is found where nobody wants any.
create index payment_instructions_unique_idx on sambatan.payment_instructions (seller_id) where unique_amounts;

alter table sambatan.campaigns
  add column payment_days integer not null default 7 check (payment_days between 1 and 60);

-- Which exact sums name an order of a seller, on whichever of their accounts they come in: while somebody is asked for just that, and a
-- while after, so that a late transfer is not read as somebody else's.
create table sambatan.unique_amounts (
  seller_id text not null,
  amount bigint not null check (amount between 2 and 9007199254740991),
  -- Joining writes it before the participation, in the same transaction.
  participation_id uuid not null references sambatan.participants (id) deferrable initially deferred,
  -- Since when nobody is asked for it any more; null while somebody is.
  ended_at timestamptz,
  primary key (seller_id, amount)
);
create unique index unique_amounts_open_idx on sambatan.unique_amounts (participation_id) where ended_at is null;
create index unique_amounts_participation_idx on sambatan.unique_amounts (participation_id);
create index unique_amounts_ended_idx on sambatan.unique_amounts (seller_id, ended_at) where ended_at is not null;
alter table sambatan.unique_amounts enable row level security;

-- The rupiah more are part of what is due, and with it of all that follows from that.
drop index sambatan.participants_owed_idx;
alter table sambatan.participants
  drop column owed_to_buyer,
  drop column owed_by_buyer,
  drop column payment_status;
alter table sambatan.participants
  add column unique_part integer check (unique_part between 1 and 999),
  add constraint participants_unique_part_currency_check check (unique_part is null or currency = 'IDR');
alter table sambatan.participants
  add column owed_to_buyer bigint not null generated always as (
    greatest(0, paid_amount - returned_amount - given_up_amount - case when status in ('pending_payment', 'confirmed', 'fulfilled')
      then greatest(0, coalesce(final_amount, amount) + coalesce(unique_part, 0) - waived_amount) else 0 end)) stored,
  add column owed_by_buyer bigint not null generated always as (
    case when status in ('pending_payment', 'confirmed', 'fulfilled')
      then greatest(0, greatest(0, coalesce(final_amount, amount) + coalesce(unique_part, 0) - waived_amount)
        - paid_amount + returned_amount + given_up_amount)
      else 0 end) stored,
  add column payment_status text not null generated always as (
    case
      when paid_amount - returned_amount - given_up_amount > case when status in ('pending_payment', 'confirmed', 'fulfilled')
        then greatest(0, coalesce(final_amount, amount) + coalesce(unique_part, 0) - waived_amount) else 0 end then 'return_owed'
      when status not in ('pending_payment', 'confirmed', 'fulfilled') and paid_amount > 0 then 'returned'
      when status not in ('pending_payment', 'confirmed', 'fulfilled') then 'unpaid'
      when paid_amount = 0 and returned_amount + given_up_amount = 0
        and coalesce(final_amount, amount) + coalesce(unique_part, 0) <= waived_amount then 'waived'
      when paid_amount - returned_amount - given_up_amount
        >= greatest(0, coalesce(final_amount, amount) + coalesce(unique_part, 0) - waived_amount) then 'paid'
      when paid_amount > returned_amount then 'partly_paid'
      else 'unpaid' end) stored;
create index participants_owed_idx on sambatan.participants (campaign_id) where owed_to_buyer > 0;
