-- Reminders fall due like everything else, and change nothing but who has been told: what was reminded of stands in the campaign's row.

-- A missed reminder is no fault: it is neither late nor a change that a dry run tells of.
alter table sambatan.due_kinds add column reminder boolean not null default false;

alter table sambatan.campaigns
  -- Up to when its deadline was reminded of; an extension begins anew.
  add column deadline_reminded_at timestamptz,
  -- Holds that end until then have been reminded of.
  add column holds_reminded_until timestamptz,
  -- When its seller was told that few slots are left: once.
  add column nearly_full_at timestamptz;

insert into sambatan.due_kinds (place, kind, by_clock, reminder, handler, due_at) values
  (80, 'deadline_near', false, true, 'remind_of_deadlines', 'sambatan.deadline_reminder_at(c)'),
  (90, 'hold_ending', false, true, 'remind_of_holds',
    $$case when c.status in ('active', 'locked') and c.hold_minutes is not null then (
      select min(p.hold_expires_at) from sambatan.participants p
      where p.campaign_id = c.id and p.status = 'pending_payment' and p.hold_expires_at is not null
        and p.hold_expires_at > coalesce(c.holds_reminded_until, '-infinity'))
      - sambatan.hold_reminder_lead(c.hold_minutes) end$$),
  (100, 'nearly_full', false, true, 'tell_of_nearly_full',
    $$case when c.status = 'active' and c.settling_since is null and c.nearly_full_at is null
      and sambatan.is_nearly_full(c.filled_slots, c.total_slots) then c.updated_at end$$);

insert into sambatan.campaign_due (campaign_id, kind, due_at)
select c.id, k.kind, k.due_at
from sambatan.campaigns c
cross join lateral (values
  ('deadline_near', case when c.settling_since is null then (
    select min(c.deadline - r.lead) from (values (interval '24 hours'), (interval '1 hour')) r (lead)
    where c.deadline - r.lead > greatest(c.extended_at, greatest(c.created_at, c.published_at, c.opens_at) + r.lead)) end),
  ('hold_ending', (
    select min(p.hold_expires_at) from sambatan.participants p
    where p.campaign_id = c.id and p.status = 'pending_payment' and p.hold_expires_at is not null)
    - case when c.hold_minutes >= 60 then least(c.hold_minutes * interval '15 seconds', interval '3 hours') end),
  ('nearly_full', case when c.status = 'active' and c.settling_since is null
    and c.filled_slots >= 0.8 * c.total_slots then c.updated_at end)) k (kind, due_at)
where c.status in ('active', 'locked') and k.due_at is not null;

insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition) values
  (170, 'unpaid', 'deadline_near', 'reserved', 'reminders', false, false,
    $$e.metadata ->> 'hours_left' = '24' and (e.metadata ->> 'deadline')::timestamptz = c.deadline and c.deadline > sambatan.now()$$),
  (180, 'unpaid_last_hour', 'deadline_near', 'reserved', 'reminders', true, false,
    $$e.metadata ->> 'hours_left' = '1' and (e.metadata ->> 'deadline')::timestamptz = c.deadline and c.deadline > sambatan.now()$$),
  (190, 'hold_ends_soon', 'hold_ends_soon', 'buyer', 'reminders', true, false,
    $$(e.metadata ->> 'hold_expires_at')::timestamptz > sambatan.now() and exists (
      select from sambatan.participants held where held.id = e.participant_id and held.status = 'pending_payment')$$),
  (245, 'sale_nearly_full', 'campaign_nearly_full', 'seller', 'sales', false, false, $$c.status = 'active'$$),
  (290, 'sale_deadline', 'deadline_near', 'seller', 'reminders', false, false,
    $$e.metadata ->> 'hours_left' = '24' and (e.metadata ->> 'deadline')::timestamptz = c.deadline and c.deadline > sambatan.now()$$),
  (295, 'sale_last_hour', 'deadline_near', 'seller', 'reminders', true, false,
    $$e.metadata ->> 'hours_left' = '1' and (e.metadata ->> 'deadline')::timestamptz = c.deadline and c.deadline > sambatan.now()$$);
