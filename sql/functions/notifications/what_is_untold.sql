-- Purpose: of each way by which people and other systems are told: how much waits, how much of it was tried and not taken, since when
-- the oldest waits, why that failed, and how much was given up. Whoever looks after the installation is told by this and by nothing
-- else, wherever they look. What gathers, or sleeps until the morning, does not wait yet.
-- Locks: none.
-- Returns: `events` (to be fanned out), `account_letters`, the channels of notifications, and `webhooks`; of each a row. Counts go to
-- 10,000, from indexes that hold just what waits and what was given up.
create or replace function sambatan.what_is_untold()
returns table (way text, waiting integer, failing integer, dead integer, oldest_at timestamptz, age_seconds integer, error text)
language plpgsql stable
set enable_seqscan = off
set jit = off
as $$
begin
  return query
  with t as materialized (select sambatan.now() as now), counted as (
    select 'events' as way, count(*) as waiting, count(*) filter (where o.attempts > 0) as failing,
      (select count(*) from sambatan.outbox g where g.given_up_at is not null and g.settled_by is null) as dead,
      (select e.created_at from sambatan.audit_logs e where e.id = min(o.audit_id)) as oldest_at,
      (array_agg(o.last_error order by o.audit_id) filter (where o.attempts > 0))[1] as error
    from (select w.audit_id, w.attempts, w.last_error from sambatan.outbox w
      where w.given_up_at is null order by w.audit_id limit 10000) o
    union all
    select 'account_letters', count(*), count(*) filter (where m.last_error is not null),
      (select count(*) from sambatan.mailbox g where g.state = 'dead' and g.expires_at > (select now from t)),
      min(m.created_at), (array_agg(m.last_error order by m.created_at) filter (where m.last_error is not null))[1]
    from (select w.created_at, w.last_error from sambatan.mailbox w
      where w.state = 'pending' and w.expires_at > (select now from t) order by w.created_at limit 10000) m
    union all
    select c.channel, d.waiting, d.failing,
      (select count(*) from sambatan.notification_deliveries g where g.state = 'dead' and g.channel = c.channel), d.oldest_at, d.error
    from unnest(array['email', 'push', 'whatsapp']) c (channel)
    cross join lateral (
      select count(*) as waiting, count(*) filter (where n.last_error is not null) as failing, min(n.due_at) as oldest_at,
        (array_agg(n.last_error order by n.due_at) filter (where n.last_error is not null))[1] as error
      from (select w.due_at, w.last_error from sambatan.notification_deliveries w
        where w.channel = c.channel and w.state = 'pending' and w.due_at <= (select now from t)
        order by w.due_at limit 10000) n) d
    union all
    select 'webhooks', count(*), count(*) filter (where h.last_error is not null),
      (select count(*) from sambatan.webhook_deliveries g where g.state = 'dead' and g.event_id is not null),
      min(h.created_at), (array_agg(h.last_error order by h.created_at) filter (where h.last_error is not null))[1]
    from (select w.created_at, w.last_error from sambatan.webhook_deliveries w
      where w.state = 'pending' order by w.created_at limit 10000) h
  )
  select c.way, c.waiting::int, c.failing::int, c.dead::int, c.oldest_at,
    case when c.oldest_at is not null then greatest(0, extract(epoch from t.now - c.oldest_at))::int end, c.error
  from counted c, t;
end
$$;

comment on function sambatan.what_is_untold() is
  'Of each way by which people and other systems are told: what waits, what fails, what was given up.';
