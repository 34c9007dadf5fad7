-- Purpose: writes a delivery for each channel of new notifications by which their person can be reached and wants to be. What can
-- wait does so until the morning; a digest gathers for two minutes, and goes out once an hour at most.
-- Who follows a seller, or has no order there but those that others entered, hears of it three times a day at most; the rest is in the inbox:
-- or a seller who knows an id could write to its owner without end, in words of the seller's.
-- A letter goes after those of its person and campaign that came before it. Where one of these waits for its next try, what does not
-- wait for the morning makes it be tried now: it arrives, or is found to be untrue and dropped, and what follows is not hours late. At night what can wait is left to the morning, and
-- holds up nothing (see claim_deliveries).
-- Messages of other channels are left alone: their services say themselves when they want to be asked again.
-- Locks: earlier deliveries of the same people and campaigns, never waiting.
create or replace function sambatan.deliver_by_channels(
  p_kind sambatan.notification_kinds, p_notification_ids bigint[], p_at timestamptz) returns void
language plpgsql
as $$
begin
  insert into sambatan.notification_deliveries
    (notification_id, event_id, person_id, campaign_id, channel, next_attempt_at, due_at, created_at)
  select n.id, n.event_id, n.person_id, n.campaign_id, by.channel, due.at, due.at, p_at
  from sambatan.notifications n
  join sambatan.people person on person.id = n.person_id
  cross join unnest(p_kind.channels) as by (channel)
  cross join lateral (
    select case when p_kind.urgent then p_at else sambatan.after_quiet_hours(person.time_zone,
      case when p_kind.digest then greatest(p_at + interval '2 minutes', (
        select max(d.done_at) + interval '1 hour'
        from sambatan.notifications earlier
        join sambatan.notification_deliveries d on d.notification_id = earlier.id and d.channel = by.channel
        where earlier.person_id = n.person_id and earlier.kind = n.kind and earlier.campaign_id is not distinct from n.campaign_id
          and earlier.updated_at > p_at - interval '2 hours' and d.state = 'sent'))
      else p_at end) end as at) due
  where n.id = any (p_notification_ids)
    and sambatan.is_reachable(person, by.channel)
    and not exists (
      select from sambatan.notification_preferences w
      where w.person_id = n.person_id and w.topic = p_kind.topic and w.channel = by.channel and not w.wanted)
    and (not (p_kind.audience = 'followers' or sambatan.is_entered_by_others(n.person_id, n.campaign_id)) or (
      select count(*) from sambatan.notifications earlier
      -- What stands in the inbox alone is no time.
      join sambatan.notification_kinds written on written.kind = earlier.kind and written.channels <> '{}'
      join sambatan.campaigns theirs on theirs.id = earlier.campaign_id
      join sambatan.campaigns c on c.id = n.campaign_id and c.seller_id = theirs.seller_id
      where earlier.person_id = n.person_id and earlier.id < n.id and earlier.created_at > n.created_at - interval '1 day') < 3)
  order by n.id;

  update sambatan.notification_deliveries d set
    next_attempt_at = sambatan.when_it_may_go(d.notification_id, p_at),
    due_at = case when sambatan.when_it_may_go(d.notification_id, p_at) > p_at
      then sambatan.when_it_may_go(d.notification_id, p_at) else d.due_at end
  where p_kind.urgent and d.id = any (array(
    select earlier.id
    from sambatan.notifications n
    join sambatan.notification_deliveries earlier
      on earlier.person_id = n.person_id and earlier.channel = 'email' and earlier.campaign_id = n.campaign_id
    where n.id = any (p_notification_ids) and earlier.state = 'pending' and earlier.event_id < n.event_id
      and earlier.attempts > 0 and earlier.claimed_until is null and earlier.next_attempt_at > p_at
    for update of earlier skip locked));
end
$$;

comment on function sambatan.deliver_by_channels(sambatan.notification_kinds, bigint[], timestamptz) is
  'Writes the deliveries of new notifications, a row for each channel that reaches their person and is wanted.';
