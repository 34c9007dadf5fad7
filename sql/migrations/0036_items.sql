-- What a campaign sells, at which prices, and what its participations have ordered of it.

alter table sambatan.campaigns
  -- Whether a participation says by lines what it ordered: of several items, of one with tiers or limits of its own, or of more than
  -- one slot a unit. Elsewhere each slot is a unit of the one item, for price_per_slot, and no line is kept.
  add column itemized boolean not null default false,
  -- Since when its prices cannot change: its first join ever.
  add column terms_frozen_at timestamptz;

create table sambatan.campaign_items (
  id uuid primary key,
  campaign_id uuid not null references sambatan.campaigns (id),
  -- How lines name it; no two items of a campaign ever have the same.
  number smallint not null check (number >= 1),
  position smallint not null,
  name text not null check (length(name) between 1 and 80),
  description text not null default '' check (length(description) <= 500),
  price bigint not null check (price between 1 and 9007199254740991),
  compare_at_price bigint check (compare_at_price > price and compare_at_price <= 9007199254740991),
  slots_per_unit integer not null default 1 check (slots_per_unit between 1 and 1000000),
  maximum_units integer check (maximum_units between 1 and 1000000),
  minimum_units integer check (minimum_units between 1 and 1000000),
  max_per_buyer integer check (max_per_buyer between 1 and 1000000),
  weight_grams integer check (weight_grams between 1 and 1000000),
  sku text check (length(sku) between 1 and 64),
  photo_id uuid references sambatan.campaign_photos (id) on delete set null,
  on_sale boolean not null default true,
  -- Units in lines of live participations, without those that dropped.
  units_taken integer not null default 0,
  -- When it was left out, because too few units were ordered.
  dropped_at timestamptz,
  -- What the volume brought when its campaign completed: nobody pays more.
  volume_price bigint check (volume_price >= 1),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (campaign_id, number),
  constraint campaign_items_taken_check check (units_taken >= 0 and units_taken <= coalesce(maximum_units, 1000000)),
  constraint campaign_items_limits_check check (
    (minimum_units is null or maximum_units is null or minimum_units <= maximum_units)
    and (max_per_buyer is null or maximum_units is null or max_per_buyer <= maximum_units))
) with (fillfactor = 50);
create index campaign_items_photo_idx on sambatan.campaign_items (photo_id) where photo_id is not null;

-- Prices of an item's first units, or until a time: early birds. In order, each rising towards the item's price.
create table sambatan.item_tiers (
  id uuid primary key,
  campaign_id uuid not null references sambatan.campaigns (id),
  item smallint not null,
  number smallint not null check (number between 1 and 5),
  name text not null default '' check (length(name) <= 40),
  price bigint not null check (price between 1 and 9007199254740991),
  units integer check (units between 1 and 1000000),
  ends_at timestamptz,
  -- Units in lines of live participations at this price.
  units_taken integer not null default 0,
  unique (campaign_id, item, number),
  foreign key (campaign_id, item) references sambatan.campaign_items (campaign_id, number) on delete cascade,
  constraint item_tiers_bound_check check (units is not null or ends_at is not null),
  constraint item_tiers_taken_check check (units_taken >= 0 and units_taken <= coalesce(units, 1000000))
) with (fillfactor = 50);

-- What all pay at most when so many slots complete. A campaign without items of its own has the item 1.
create table sambatan.volume_prices (
  campaign_id uuid not null references sambatan.campaigns (id),
  from_slots integer not null check (from_slots between 1 and 1000000),
  item smallint not null default 1,
  price bigint not null check (price between 1 and 9007199254740991),
  primary key (campaign_id, from_slots, item)
);

alter table sambatan.campaign_items enable row level security;
alter table sambatan.item_tiers enable row level security;
alter table sambatan.volume_prices enable row level security;

create sequence sambatan.order_numbers as bigint;

alter table sambatan.participants
  -- What was ordered: [{"item": 1, "tier": 2, "units": 3, "price": 190000, "dropped": true}]; `item` and `tier` are numbers, `tier` is
  -- missing at the item's own price, `dropped` where it is not. Null: units of the one item of its campaign, a slot each.
  add column lines jsonb check (jsonb_typeof(lines) = 'array'),
  -- What it ordered first, {quantity, amount, lines}, once that has changed: a join that is sent again is answered with it.
  add column first_order jsonb,
  -- What is to be paid in the end; null until its campaign completes.
  add column final_amount bigint check (final_amount >= 0),
  -- What its code is made of; see order_code.
  add column number bigint;

alter type sambatan.join_request add attribute lines jsonb;
alter type sambatan.join_request add attribute expected_amount bigint;

-- A unit of a line of a request, beside what its item says of it; `ord` is the place of its request in the batch. See read_orders.
create type sambatan.order_line as (
  ord integer, place integer, item smallint, item_id uuid, units integer, slots_per_unit integer, max_per_buyer integer);
-- Units at one price of one line; see price_orders.
create type sambatan.priced_line as (
  ord integer, place integer, item smallint, tier smallint, units integer, price bigint);

-- What follows fills in columns: no trigger is to take it for a change.
alter table sambatan.campaigns disable trigger user;
alter table sambatan.participants disable trigger user;
update sambatan.campaigns c set terms_frozen_at = coalesce(
  (select min(p.joined_at) from sambatan.participants p where p.campaign_id = c.id),
  case when c.filled_slots > 0 then c.updated_at end);
update sambatan.participants p set final_amount = p.amount
from sambatan.campaigns c
where c.id = p.campaign_id and c.status = 'fulfilled' and p.status in ('confirmed', 'fulfilled');
update sambatan.participants p set number = numbered.number
from (select id, row_number() over (order by id) as number from sambatan.participants) numbered
where numbered.id = p.id;
alter table sambatan.campaigns enable trigger user;
alter table sambatan.participants enable trigger user;

select setval('sambatan.order_numbers', greatest((select max(number) from sambatan.participants), 1),
  exists (select from sambatan.participants));
alter table sambatan.participants
  alter column number set default nextval('sambatan.order_numbers'),
  alter column number set not null;
create unique index participants_number_idx on sambatan.participants (number);

-- What is told of them. That an order was called off because nothing of it is made is told with that; that a price fell, to buyers, with the
-- success of their campaign.
insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition) values
  (75, 'item_dropped', 'item_dropped', 'buyer', 'orders', true, false, null),
  (235, 'sale_changed', 'participant_changed', 'seller', 'sales', false, true,
    $$e.metadata ? 'quantity' and e.actor <> 'user:' || c.seller_id$$),
  (265, 'sale_price_settled', 'price_settled', 'seller', 'orders', true, false, null);
update sambatan.notification_kinds
set condition = $$e.created_at is distinct from c.cancelled_at and e.metadata ->> 'cause' is distinct from 'items_dropped'$$
where kind = 'order_called_off';

-- A full campaign waits while an item is below its minimum.
update sambatan.due_kinds set due_at = $$case when c.status = 'locked' and c.completion = 'when_full' and c.settling_since is null
    and not (c.itemized and sambatan.has_short_item(c.id)) then
    case when c.goal_counts = 'claims' then c.locked_at
      when c.confirmed_slots = c.total_slots then greatest(c.locked_at, sambatan.last_resolved_at(c.id)) end end$$
where kind = 'full';
