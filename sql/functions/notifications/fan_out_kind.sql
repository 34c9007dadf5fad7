-- Purpose: tells everybody of some events by one kind of notification: writes the rows, and a delivery for each channel by which a
-- person can be reached and wants to be. Machines, and whoever is not known as a person, are told by webhooks alone.
-- p_ids: events of the kind's event, in their order.
-- A digest that stays open is closed once it is as old as that. What it counts stops at the largest number that every reader of it
-- can hold (2^53 - 1): orders of any size that come and go are no reason that nobody hears of them.
-- Locks: open digests of the recipients, by person and campaign.
create or replace function sambatan.fan_out_kind(
  p_kind sambatan.notification_kinds, p_ids bigint[], p_at timestamptz) returns void
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  made bigint[];
  recipients constant text := case p_kind.audience
    when 'buyer' then $q$select p.user_id as person_id from sambatan.participants p where p.id = e.participant_id$q$
    when 'joined' then $q$select distinct p.user_id as person_id from sambatan.participants p
      where p.campaign_id = e.campaign_id and p.status in ('pending_payment', 'confirmed')$q$
    when 'reserved' then $q$select distinct p.user_id as person_id from sambatan.participants p
      where p.campaign_id = e.campaign_id and p.status = 'pending_payment'$q$
    when 'unpaid' then $q$select distinct o.user_id as person_id from sambatan.unpaid_orders(e.campaign_id) o$q$
    when 'kept' then $q$select distinct p.user_id as person_id from sambatan.participants p
      where p.campaign_id = e.campaign_id and p.status in ('confirmed', 'fulfilled')$q$
    -- Those whose orders this very ending called off.
    when 'called_off' then $q$select distinct p.user_id as person_id from sambatan.participants p
      where p.campaign_id = e.campaign_id and p.status = 'refunded' and p.ended_at = e.created_at$q$
    -- Also of what is a seller's own and no campaign's.
    when 'seller' then $q$select coalesce(c.seller_id, case e.subject when 'seller' then e.subject_id end, (
      select w.seller_id from sambatan.webhook_endpoints w
      where w.id = case e.subject when 'endpoint' then e.subject_id::uuid end)) as person_id$q$
    -- Those who did when it happened.
    when 'followers' then $q$select f.person_id from sambatan.follows f
      where f.seller_id = c.seller_id and f.created_at <= e.created_at$q$
    when 'waiting' then $q$select w.user_id as person_id from sambatan.waiting_entries w
      where w.id = case e.subject when 'waiting_entry' then e.subject_id::uuid end$q$
    -- Those who were before somebody that was moved up, and are behind them since.
    when 'passed' then $q$select w.user_id as person_id from sambatan.waiting_entries w
      where w.campaign_id = e.campaign_id and w.ended_at is null and w.participation_id is null and w.id::text <> e.subject_id
        and w.created_at <= e.created_at
        and w.place > (e.metadata ->> 'place')::numeric and w.place < (e.metadata ->> 'old_place')::numeric$q$
    when 'list' then $q$select w.user_id as person_id from sambatan.waiting_entries w
      where w.campaign_id = e.campaign_id and w.ended_at is null and w.participation_id is null and w.created_at <= e.created_at$q$
    when 'operators' then $q$select o.id as person_id from sambatan.people o where o.role = 'operator'$q$
  end;
  -- `e` is the event, `c` its campaign, `r` who is told.
  recipients_of_events constant text := format($q$
    from unnest($1) with ordinality as i (id, place)
    join sambatan.audit_logs e on e.id = i.id
    left join sambatan.campaigns c on c.id = e.campaign_id
    cross join lateral (%s) r
    join sambatan.people person on person.id = r.person_id and person.erased_at is null
    where %s$q$, recipients, coalesce('(' || p_kind.condition || ')', 'true'));
begin
  if p_kind.stays_open is not null then
    update sambatan.notifications n set closed_at = p_at
    where n.kind = p_kind.kind and n.digest and n.closed_at is null and n.created_at <= p_at - p_kind.stays_open;
  end if;
  execute format(case when p_kind.digest then $q$
    with made as (
      insert into sambatan.notifications as n (person_id, kind, event_id, last_event_id, campaign_id, digest, events, quantity,
        amount, created_at, updated_at)
      select r.person_id, %L, min(e.id), max(e.id), e.campaign_id, true, count(*),
        least(coalesce(sum((e.metadata ->> 'quantity')::numeric), 0), 9007199254740991),
        least(coalesce(sum((e.metadata ->> 'amount')::numeric), 0), 9007199254740991),
        min(e.created_at), max(e.created_at)
      %s
      group by r.person_id, e.campaign_id
      order by r.person_id, e.campaign_id
      on conflict (person_id, kind, campaign_id) where digest and closed_at is null do update set
        last_event_id = excluded.last_event_id, events = least(n.events::bigint + excluded.events, 2147483647),
        quantity = least(n.quantity::numeric + excluded.quantity, 9007199254740991),
        amount = least(n.amount::numeric + excluded.amount, 9007199254740991), updated_at = excluded.updated_at
      returning n.id, xmax = 0 as is_new
    )
    select array_agg(id order by id) filter (where is_new) from made$q$
  else $q$
    with made as (
      insert into sambatan.notifications as n (person_id, kind, event_id, last_event_id, campaign_id, participant_id, created_at,
        updated_at)
      select r.person_id, %L, e.id, e.id, e.campaign_id, e.participant_id, e.created_at, e.created_at
      %s
      order by i.place, r.person_id
      on conflict (event_id, person_id) where not digest do nothing
      returning n.id
    )
    select array_agg(id order by id) from made$q$ end, p_kind.kind, recipients_of_events)
  into made using p_ids;
  if cardinality(made) > 0 then
    perform sambatan.deliver_by_channels(p_kind, made, p_at);
  end if;
end
$$;

comment on function sambatan.fan_out_kind(sambatan.notification_kinds, bigint[], timestamptz) is
  'Tells everybody of some events by one kind of notification.';
