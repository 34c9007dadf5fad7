-- What falls due, in one place; sums that are stored instead of multiplied; and when a claim ended.

-- The kinds of what falls due for a campaign. `due_at` is an expression over a row `c` of campaigns: when it falls due, null where
-- it does not. `handler` makes it happen, for campaigns whose rows the caller has locked; see advance_campaigns. Of what falls due
-- at one moment the kind with the lower place comes first. What is not by the clock happens in a lifecycle run alone.
create table sambatan.due_kinds (
  kind text primary key check (kind ~ '^[a-z_]{3,40}$'),
  place integer not null unique,
  by_clock boolean not null,
  handler text not null,
  due_at text not null
);
insert into sambatan.due_kinds (place, kind, by_clock, handler, due_at) values
  (10, 'opening', true, 'open_campaigns', $$case when c.status = 'scheduled' then c.opens_at end$$),
  (20, 'hold', true, 'expire_holds',
    $$case when c.status in ('active', 'locked') then (
      select min(p.hold_expires_at) from sambatan.participants p
      where p.campaign_id = c.id and p.status = 'pending_payment' and p.hold_expires_at is not null) end$$),
  (50, 'deadline', true, 'decide_campaigns', $$case when c.status in ('active', 'locked') then c.deadline end$$),
  (70, 'full', false, 'complete_full_campaigns', $$case when c.status = 'locked' then c.locked_at end$$);

-- When each of them falls due, for each campaign that waits for it. Written by refresh_due alone, but for a campaign's first
-- hold, which the join writes. A moment that is too early does no harm: whoever looks finds nothing to do and writes the next.
create table sambatan.campaign_due (
  -- No foreign key: campaigns are never deleted, and the check would lock their rows.
  campaign_id uuid not null,
  kind text not null references sambatan.due_kinds (kind),
  due_at timestamptz not null,
  primary key (campaign_id, kind)
);
create index campaign_due_at_idx on sambatan.campaign_due (due_at);

-- What a lifecycle run did to a campaign.
create type sambatan.transition as (
  campaign_id uuid, action text, old_status sambatan.sambatan_status, new_status sambatan.sambatan_status, detail jsonb);

alter table sambatan.due_kinds enable row level security;
alter table sambatan.campaign_due enable row level security;

-- The holds of one campaign, the earliest first; those of all campaigns are found by campaign_due.
drop index sambatan.participants_hold_due_idx;
create index participants_hold_idx on sambatan.participants (campaign_id, hold_expires_at)
  where status = 'pending_payment' and hold_expires_at is not null;
drop index
  sambatan.campaigns_opening_due_idx, sambatan.campaigns_deadline_due_idx, sambatan.campaigns_locked_due_idx;

insert into sambatan.campaign_due (campaign_id, kind, due_at)
select c.id, k.kind, k.due_at
from sambatan.campaigns c
cross join lateral (values
  ('opening', case when c.status = 'scheduled' then c.opens_at end),
  ('hold', case when c.status in ('active', 'locked') then (
    select min(p.hold_expires_at) from sambatan.participants p
    where p.campaign_id = c.id and p.status = 'pending_payment' and p.hold_expires_at is not null) end),
  ('deadline', case when c.status in ('active', 'locked') then c.deadline end),
  ('full', case when c.status = 'locked' then c.locked_at end)) k (kind, due_at)
where c.status in ('scheduled', 'active', 'locked') and k.due_at is not null;

-- What follows fills in columns: no trigger is to take it for a change.
alter table sambatan.campaigns disable trigger user;
alter table sambatan.participants disable trigger user;

-- The sum of the amounts of the participations that hold slots, kept as participant_count is.
alter table sambatan.campaigns add column contribution bigint not null default 0 check (contribution >= 0);
update sambatan.campaigns c set contribution = s.amount
from (
  select p.campaign_id, sum(p.amount) as amount from sambatan.participants p
  where p.status in ('pending_payment', 'confirmed', 'fulfilled') group by p.campaign_id
) s
where s.campaign_id = c.id;

-- When a claim on slots ended: cancelled or refunded.
alter table sambatan.participants add column ended_at timestamptz;
update sambatan.participants p set ended_at = coalesce((
  select max(a.created_at) from sambatan.audit_logs a
  where a.participant_id = p.id and a.event in ('participant_cancelled', 'participant_refunded', 'hold_expired')), p.updated_at)
where p.status in ('cancelled', 'refunded');

alter table sambatan.campaigns enable trigger user;
alter table sambatan.participants enable trigger user;
