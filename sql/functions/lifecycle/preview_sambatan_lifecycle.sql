-- Purpose: what a lifecycle run at a time would do, and to whom, if nothing happened before; now, when no time is given.
-- It shares with the run what is due (due_campaigns), which holds lapse (hold_limit) and what counts against the goal
-- (counted_slots); only the order of the steps, which is advance_campaigns', is written twice, and a test compares the two over
-- any history. Reminders change nobody's slots or money: they are not told of.
-- Locks: none.
-- Returns: a row per campaign and event, for at most `batch` campaigns: when it fell or falls due, the participations that
-- the event concerns, their buyers, slots and amount. `hold_expired` is about those that lapse, `offer_expired` about offers that nobody
-- claimed (to whom what comes free is offered onward it does not say), `campaign_settling` about those
-- that are reserved still, `campaign_failed` about those that are left, `campaign_completed` about those that get something, with what
-- they pay in the end, `item_dropped` about those that lose units, `price_settled` about those that pay less than they agreed to, with
-- how much less; `campaign_opened` about nobody.
drop function if exists sambatan.preview_sambatan_lifecycle(integer);
create or replace function sambatan.preview_sambatan_lifecycle(batch integer default 1000, as_of timestamptz default null)
returns table (
  campaign_id uuid, title text, currency text, event text, due_at timestamptz, participations integer, buyers integer,
  slots integer, amount bigint)
language plpgsql stable
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  at_time timestamptz := coalesce(as_of, sambatan.now());
  ids uuid[] := sambatan.due_campaigns(batch, at_time, array(select k.kind from sambatan.due_kinds k where not k.reminder));
begin
  return query
  with opened as materialized (
    select c as campaign, c.id, due.ord, c.status = 'scheduled' and c.opens_at <= at_time as opens,
      c.status in ('active', 'locked') or (c.status = 'scheduled' and c.opens_at <= at_time) as open
    from unnest(ids) with ordinality as due (id, ord)
    join sambatan.campaigns c on c.id = due.id
  ), limited as materialized (
    -- A campaign that reopens was never full in truth: then holds lapse as if it had not been.
    select o.*, case when (o.campaign).status = 'locked' and (o.campaign).settling_since is null and exists (
        select from sambatan.participants p
        where p.campaign_id = o.id and p.status = 'pending_payment'
          and p.hold_expires_at <= least(at_time, sambatan.hold_limit(o.campaign)))
      then (o.campaign).deadline else sambatan.hold_limit(o.campaign) end as hold_limit
    from opened o
  ), sorted as (
    -- What becomes of each participation: lapsed, lapsed while its campaign settles, or left.
    select l.id, p.user_id, p.quantity, p.amount, p.lines, hold.ends as hold_ends, p.status = 'pending_payment' as reserved,
      case when p.status <> 'pending_payment' or not l.open then 'left'
        when p.hold_expires_at <= least(at_time, l.hold_limit) then 'lapsed'
        when (l.campaign).goal_counts = 'confirmed' and (l.campaign).deadline <= at_time and hold.ends <= at_time
          then 'lapsed later'
        else 'left' end as fate
    from limited l
    join sambatan.participants p on p.campaign_id = l.id and sambatan.is_live(p.status)
    -- With the settlement at the latest, also where money on record has set the hold aside (hold_end).
    cross join lateral (
      select least(p.hold_expires_at,
        case when (l.campaign).goal_counts = 'confirmed' and (l.campaign).deadline <= at_time
          then (l.campaign).deadline + (l.campaign).settlement_minutes * interval '1 minute' end) as ends
    ) hold
  ), counted as (
    select s.id, f.fates as fate, count(*)::int as participations, count(distinct s.user_id)::int as buyers,
      sum(s.quantity)::int as slots, sum(s.amount)::bigint as amount, min(s.hold_ends) as first, max(s.hold_ends) as last
    from sorted s
    cross join lateral (
      select s.fate as fates
      union all select 'expired' where s.fate <> 'left'
      -- Who is reserved when the campaign reaches its deadline: those who lapse later, and those who are left.
      union all select 'settling' where s.reserved and s.fate <> 'lapsed'
      union all select 'reserved' where s.reserved and s.fate = 'left') f
    group by s.id, f.fates
  ), short as materialized (
    -- Items that would be left out: fewer units than they need are left.
    select i.campaign_id as id, i.number, i.slots_per_unit
    from limited l
    join sambatan.campaign_items i on i.campaign_id = l.id and (l.campaign).itemized and i.minimum_units is not null
    where i.minimum_units > (
      select coalesce(sum(o.units), 0) from sorted s, sambatan.lines_of(s.lines) o
      where s.id = i.campaign_id and s.fate = 'left' and o.item = i.number)
  ), decided as (
    select l.*,
      (l.campaign).settling_since is null and l.open and (l.campaign).deadline <= at_time
        and (l.campaign).goal_counts = 'confirmed' and settling.slots is not null as settles,
      case
        when not l.open then null
        when (l.campaign).deadline <= at_time then (l.campaign).goal_counts = 'claims' or remaining.slots is null
        else (l.campaign).status = 'locked' and (l.campaign).completion = 'when_full' and lapsed.slots is null
          and sambatan.counted_slots(l.campaign) = (l.campaign).total_slots
          and not exists (select from short h where h.id = l.id) end as is_decided,
      case (l.campaign).goal_counts when 'claims' then (l.campaign).filled_slots - (l.campaign).offered_slots - coalesce(lapsed.slots, 0)
        else (l.campaign).confirmed_slots end - coalesce((
        select sum(o.units * h.slots_per_unit)::int
        from short h join sorted s on s.id = h.id and s.fate = 'left'
        cross join lateral sambatan.lines_of(s.lines) o
        where h.id = l.id and o.item = h.number), 0) as counted
    from limited l
    left join counted lapsed on lapsed.id = l.id and lapsed.fate = 'lapsed'
    left join counted settling on settling.id = l.id and settling.fate = 'settling'
    left join counted remaining on remaining.id = l.id and remaining.fate = 'reserved'
  ), kept as materialized (
    -- Of what completes: what each keeps, at which price in the end, and what drops.
    select d.id, s.user_id, k.slots, k.agreed, k.final, k.slots_dropped, k.amount_dropped
    from decided d
    join sorted s on s.id = d.id and s.fate = 'left'
    cross join lateral (
      select s.quantity as slots, s.amount as agreed,
        least(s.amount, s.quantity * sambatan.volume_price(d.id, 1::smallint, d.counted)) as final,
        0 as slots_dropped, 0::bigint as amount_dropped
      where s.lines is null
      union all
      select coalesce(sum(o.units * i.slots_per_unit) filter (where h.number is null), 0)::int,
        coalesce(sum(o.units * o.price) filter (where h.number is null), 0)::bigint,
        coalesce(sum(o.units * least(o.price, sambatan.volume_price(d.id, o.item, d.counted))) filter (where h.number is null), 0)::bigint,
        coalesce(sum(o.units * i.slots_per_unit) filter (where h.number is not null), 0)::int,
        coalesce(sum(o.units * o.price) filter (where h.number is not null), 0)::bigint
      from sambatan.lines_of(s.lines) o
      join sambatan.campaign_items i on i.campaign_id = d.id and i.number = o.item
      left join short h on h.id = d.id and h.number = o.item
      where s.lines is not null
    ) k
    where d.is_decided and d.counted >= (d.campaign).minimum_slots
  ), told as (
    select c.id, c.fate, c.participations, c.buyers, c.slots, c.amount, c.first from counted c
    union all
    select l.id, 'unclaimed', count(*)::int, count(distinct p.user_id)::int, sum(p.quantity)::int, sum(p.amount)::bigint,
      min(p.hold_expires_at)
    from limited l join sambatan.participants p on p.campaign_id = l.id and p.status = 'offered' and p.hold_expires_at <= at_time
    group by l.id
    union all
    select k.id, 'kept', count(*)::int, count(distinct k.user_id)::int, sum(k.slots)::int, sum(k.final)::bigint, null
    from kept k where k.slots > 0 group by k.id
    union all
    select k.id, 'dropped', count(*)::int, count(distinct k.user_id)::int, sum(k.slots_dropped)::int, sum(k.amount_dropped)::bigint, null
    from kept k where k.slots_dropped > 0 group by k.id
    union all
    select k.id, 'rebated', count(*)::int, count(distinct k.user_id)::int, sum(k.slots)::int, sum(k.agreed - k.final)::bigint, null
    from kept k where k.final < k.agreed group by k.id
  ), events as (
    select d.id, d.ord, 1 as step, 'campaign_opened' as event, null as about, (d.campaign).opens_at as due_at
    from decided d where d.opens
    union all
    select e.id, d.ord, 2, 'hold_expired', 'expired', e.first from decided d join counted e on e.id = d.id and e.fate = 'expired'
    union all
    select e.id, d.ord, 2, 'offer_expired', 'unclaimed', e.first from decided d join told e on e.id = d.id and e.fate = 'unclaimed'
    union all
    select d.id, d.ord, 3, 'campaign_settling', 'settling', (d.campaign).deadline from decided d where d.settles
    union all
    select d.id, d.ord, e.step, e.event, e.about, greatest(
        case when (d.campaign).deadline <= at_time then (d.campaign).deadline else (d.campaign).locked_at end,
        case when (d.campaign).goal_counts = 'confirmed' then sambatan.last_resolved_at(d.id) end,
        (select later.last from counted later where later.id = d.id and later.fate = 'lapsed later'))
    from decided d
    cross join lateral (
      select 4 as step, 'campaign_failed' as event, 'left' as about where d.counted < (d.campaign).minimum_slots
      union all select 4, 'campaign_completed', 'kept' where d.counted >= (d.campaign).minimum_slots
      union all select 5, 'item_dropped', 'dropped' where exists (select from told t where t.id = d.id and t.fate = 'dropped')
      union all select 6, 'price_settled', 'rebated' where exists (select from told t where t.id = d.id and t.fate = 'rebated')
    ) e
    where d.is_decided
  )
  select e.id, (l.campaign).title, (l.campaign).currency, e.event, e.due_at, coalesce(c.participations, 0),
    coalesce(c.buyers, 0), coalesce(c.slots, 0), coalesce(c.amount, 0)
  from events e
  join limited l on l.id = e.id
  left join told c on c.id = e.id and c.fate = e.about
  order by e.ord, e.step;
end
$$;

comment on function sambatan.preview_sambatan_lifecycle(integer, timestamptz) is
  'What a lifecycle run at a time would do, and to whom; a row per campaign and event. Changes and locks nothing.';
