-- Purpose: what a lifecycle run at a time would do, and to whom, if nothing happened before; now, when no time is given.
-- It shares with the run what is due (due_campaigns), which holds lapse (hold_lapses) and what becomes of a campaign
-- (campaign_outcome); only the order of these steps, which is advance_campaigns', is written twice, and a test compares the
-- two over any history.
-- Locks: none.
-- Returns: a row per campaign and event, for at most `batch` campaigns: when it fell or falls due, the participations that
-- the event concerns, their buyers, slots and amount. `hold_expired` is about those that lapse, `campaign_completed` and
-- `campaign_failed` about those that are left, `campaign_opened` about nobody.
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
  ids uuid[] := sambatan.due_campaigns(batch, at_time);
begin
  return query
  with opened as (
    select c.id, c.title, c.currency, c.opens_at, c.deadline, c.locked_at, c.filled_slots, c.minimum_slots, due.ord,
      outcome.opens, case when outcome.opens then 'active' else c.status end as status
    from unnest(ids) with ordinality as due (id, ord)
    join sambatan.campaigns c on c.id = due.id
    cross join lateral (
      select coalesce(sambatan.campaign_outcome(c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time)
        = 'campaign_opened', false) as opens
    ) outcome
  ), held as (
    -- A campaign that reopens was never full in truth: then holds lapse as if it had not been.
    select o.*, exists (
        select from sambatan.participants p
        where p.campaign_id = o.id and p.status = 'pending_payment'
          and sambatan.hold_lapses(p.hold_expires_at, o.locked_at, o.deadline, at_time)
      ) and o.status in ('active', 'locked') as lapsing
    from opened o
  ), counted as (
    select h.*,
      case when h.lapsing and h.status = 'locked' then 'active' else h.status end::sambatan.sambatan_status as status_then,
      p.*
    from held h
    cross join lateral (
      select
        count(*) filter (where lapses)::int as lapsed, count(distinct p.user_id) filter (where lapses)::int as lapsed_buyers,
        coalesce(sum(p.quantity) filter (where lapses), 0)::int as lapsed_slots,
        coalesce(sum(p.amount) filter (where lapses), 0)::bigint as lapsed_amount,
        min(p.hold_expires_at) filter (where lapses) as lapsed_from,
        count(*) filter (where not lapses)::int as left_over,
        count(distinct p.user_id) filter (where not lapses)::int as left_buyers,
        coalesce(sum(p.quantity) filter (where not lapses), 0)::int as left_slots,
        coalesce(sum(p.amount) filter (where not lapses), 0)::bigint as left_amount
      from (
        select p.user_id, p.quantity, p.amount, p.hold_expires_at,
          h.lapsing and p.status = 'pending_payment' and coalesce(sambatan.hold_lapses(
            p.hold_expires_at, case when h.status = 'locked' then null else h.locked_at end, h.deadline, at_time), false)
            as lapses
        from sambatan.participants p
        where p.campaign_id = h.id and sambatan.is_live(p.status)
      ) p
    ) p
  ), decided as (
    select c.*, sambatan.campaign_outcome(
      c.status_then, c.opens_at, c.deadline, c.filled_slots - c.lapsed_slots, c.minimum_slots, at_time) as outcome
    from counted c
  )
  select e.id, e.title, e.currency, e.event, e.due_at, e.participations, e.buyers, e.slots, e.amount
  from (
    select d.id, d.title, d.currency, 'campaign_opened' as event, d.opens_at as due_at, 0 as participations, 0 as buyers, 0 as slots,
      0::bigint as amount, d.ord, 1 as step
    from decided d where d.opens
    union all
    select d.id, d.title, d.currency, 'hold_expired', d.lapsed_from, d.lapsed, d.lapsed_buyers, d.lapsed_slots, d.lapsed_amount, d.ord, 2
    from decided d where d.lapsed > 0
    union all
    select d.id, d.title, d.currency, d.outcome,
      case when d.status_then = 'locked' then d.locked_at else d.deadline end, d.left_over, d.left_buyers, d.left_slots,
      d.left_amount, d.ord, 3
    from decided d where d.outcome in ('campaign_completed', 'campaign_failed')
  ) e
  order by e.ord, e.step;
end
$$;

comment on function sambatan.preview_sambatan_lifecycle(integer, timestamptz) is
  'What a lifecycle run at a time would do, and to whom; a row per campaign and event. Changes and locks nothing.';
