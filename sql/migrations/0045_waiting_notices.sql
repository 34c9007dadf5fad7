-- What people are told of waiting lists: offers and their ends, who was passed and why, and that a place or the list is over.

alter table sambatan.campaigns
  -- Up to when offers that end soon were reminded of.
  add column offers_reminded_at timestamptz;

insert into sambatan.due_kinds (place, kind, by_clock, reminder, handler, due_at) values
  (95, 'offer_ending', false, true, 'remind_of_offers',
    $$case when c.offered_slots > 0 then (
      select min(soon.at) from sambatan.participants p, sambatan.offer_reminder_at(p.offered_at, p.hold_expires_at) soon (at)
      where p.campaign_id = c.id and p.status = 'offered' and soon.at > coalesce(c.offers_reminded_at, '-infinity')) end$$);

-- Of an event of an entry its buyer; of somebody moved up those who were passed; of a campaign everybody who waits for it.
alter table sambatan.notification_kinds drop constraint notification_kinds_audience_check;
alter table sambatan.notification_kinds add constraint notification_kinds_audience_check check (audience in
  ('buyer', 'joined', 'reserved', 'kept', 'called_off', 'seller', 'followers', 'operators', 'waiting', 'passed', 'list'));

insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition) values
  (161, 'offer', 'offer_made', 'buyer', 'orders', true, false, null),
  (162, 'offer_expired', 'offer_expired', 'buyer', 'orders', false, false, null),
  -- Whoever declines knows of it.
  (163, 'offer_withdrawn', 'offer_declined', 'buyer', 'orders', false, false,
    $$e.actor is distinct from 'user:' || r.person_id and e.metadata ->> 'reason' is not null$$),
  (164, 'offer_over', 'offer_ended', 'buyer', 'orders', true, false, null),
  (165, 'waiting_passed_over', 'waiting_passed_over', 'waiting', 'campaigns', false, false, null),
  (166, 'waiting_passed', 'waiting_moved', 'passed', 'campaigns', false, false, null),
  (167, 'waiting_closed', 'waiting_ended', 'waiting', 'orders', false, false, $$e.metadata ->> 'cause' = 'item_unavailable'$$),
  (168, 'waiting_removed', 'waiting_ended', 'waiting', 'orders', false, false, $$e.metadata ->> 'cause' = 'removed'$$),
  (169, 'waiting_over', 'waiting_ended', 'waiting', 'campaigns', true, false, $$e.metadata ->> 'cause' = 'campaign_ended'$$),
  (171, 'offers_stopped', 'offers_stopped', 'list', 'reminders', true, false, 'c.deadline > sambatan.now()'),
  (195, 'offer_ends_soon', 'offer_ends_soon', 'buyer', 'reminders', true, false,
    $$(e.metadata ->> 'expires_at')::timestamptz > sambatan.now() and exists (
      select from sambatan.participants held where held.id = e.participant_id and held.status = 'offered')$$),
  (248, 'sale_waiting', 'waiting_joined', 'seller', 'sales', false, true, null);
