-- After "full": whose order does not fit now waits, and is offered what comes free before anybody else can see it.

-- Slots that came free and are held for the next on the list, until they are claimed. A word of its own, because such a claim counts
-- as filled and for nothing else.
alter domain sambatan.sambatan_participant_status drop constraint sambatan_participant_status_check;
alter domain sambatan.sambatan_participant_status add constraint sambatan_participant_status_check
  check (value in ('pending_payment', 'confirmed', 'cancelled', 'refunded', 'fulfilled', 'offered'));

alter table sambatan.campaigns
  -- How long somebody has to claim what they are offered.
  add column offer_minutes integer not null default 720 check (offer_minutes between 30 and 10080),
  -- The sum of `quantity` over offers, kept as confirmed_slots is; and how many wait who are offered nothing.
  add column offered_slots integer not null default 0 check (offered_slots >= 0),
  add column waiting_count integer not null default 0 check (waiting_count >= 0),
  -- When those who wait were told that too little time is left for offers; an extension begins anew.
  add column offers_stopped_at timestamptz;

alter table sambatan.participants
  -- When it was offered to somebody who waited, and when they claimed it. Offered and never claimed is no order.
  add column offered_at timestamptz,
  add column claimed_at timestamptz,
  add constraint participants_offer_check check (
    (claimed_at is null or offered_at is not null) and (status <> 'offered' or offered_at is not null and hold_expires_at is not null));
create index participants_offer_idx on sambatan.participants (campaign_id, hold_expires_at) where status = 'offered';

-- Places on the lists of all campaigns, in the order in which they were taken.
create sequence sambatan.waiting_places;

create table sambatan.waiting_entries (
  id uuid primary key,
  campaign_id uuid not null references sambatan.campaigns (id),
  user_id text not null check (length(user_id) between 1 and 128),
  -- The slots of its order, and where its campaign keeps lines what it orders: [{item, units}].
  quantity integer not null check (quantity >= 1),
  lines jsonb check (jsonb_typeof(lines) = 'array'),
  shipping_address text not null check (length(shipping_address) <= 240),
  note text check (length(note) <= 160),
  on_behalf boolean not null default false,
  -- Lower comes first. A fraction where somebody was moved between two others.
  place numeric not null default nextval('sambatan.waiting_places'),
  -- Why it was passed over last, once others behind it were offered something; a changed order begins anew.
  passed_at timestamptz,
  passed_reason text,
  -- What it is offered, or came of it.
  participation_id uuid unique references sambatan.participants (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('claimed', 'declined', 'expired', 'left', 'removed', 'item_unavailable', 'campaign_ended', 'erased')),
  constraint waiting_entries_ended_check check ((ended_at is null) = (outcome is null))
);
-- One a buyer; and those who wait, in their order.
create unique index waiting_entries_buyer_idx on sambatan.waiting_entries (campaign_id, user_id) where ended_at is null;
create index waiting_entries_order_idx on sambatan.waiting_entries (campaign_id, place)
  where ended_at is null and participation_id is null;
create index waiting_entries_person_idx on sambatan.waiting_entries (user_id, created_at);
alter table sambatan.waiting_entries enable row level security;

insert into sambatan.due_kinds (place, kind, by_clock, handler, due_at) values
  (30, 'offer', true, 'expire_offers',
    $$case when c.offered_slots > 0 then (
      select min(p.hold_expires_at) from sambatan.participants p where p.campaign_id = c.id and p.status = 'offered') end$$);
-- A full campaign waits while something is on offer.
update sambatan.due_kinds set due_at = $$case when c.status = 'locked' and c.completion = 'when_full' and c.settling_since is null
    and c.offered_slots = 0 and not (c.itemized and sambatan.has_short_item(c.id)) then
    case when c.goal_counts = 'claims' then c.locked_at
      when c.confirmed_slots = c.total_slots then greatest(c.locked_at, sambatan.last_resolved_at(c.id)) end end$$
where kind = 'full';
