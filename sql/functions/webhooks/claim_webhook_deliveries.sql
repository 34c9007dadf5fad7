-- Purpose: takes deliveries that are due for p_seconds: whoever dies with them loses them then. Of one endpoint at most
-- p_per_endpoint are on their way at a time, over all nodes; of one that fails, one, and none while it rests: so a receiver that is
-- away costs as much with ten thousand deliveries waiting as with one. An event of a campaign waits for all of that campaign before
-- it, one of a participation for those of the campaign and for its own; so each endpoint is told things in their order. Where all that is
-- due waits behind what has a pause of its own, which grows to twelve hours, the first of it is tried as soon as an endpoint that fails has
-- rested: nothing else can find out that it answers again.
-- Nobody's slow receivers take the places of others. All endpoints of one seller share p_per_endpoint, or twenty that answer after nine
-- seconds would fill every node; and endpoints that do not answer fast (slow ones, failing ones, and those that never answered) share
-- p_slow_limit, or a few sellers together would. Fewer than that for each slow one would gain nothing, and an honest slow receiver is
-- still sent as many at a time as any.
-- p_limit: how many at most, of all endpoints. p_slow_limit: how many of these for endpoints that do not answer fast; null: all.
-- Plans: what is earlier is asked for by the first of an order, and no sort is allowed, so that each look is a probe of the index that
-- has this order. Statistics of a moment when nothing waited make all indexes look alike, and whichever was taken was read whole for
-- each delivery: 40 ms for eight.
-- Locks: the endpoints it takes from and whose seller they are, never waiting; then deliveries. Of a seller one claim counts at a time, so
-- that two together take no more than one.
-- Returns: the deliveries, each with one attempt more.
create or replace function sambatan.claim_webhook_deliveries(
  p_limit integer, p_per_endpoint integer, p_seconds integer, p_slow_limit integer default null)
returns setof sambatan.webhook_deliveries
language plpgsql
set enable_seqscan = off
set enable_sort = off
set jit = off
as $$
declare
  at_time timestamptz := sambatan.now();
  until_time timestamptz := at_time + p_seconds * interval '1 second';
  still_free integer := p_limit;
  slow_free integer := coalesce(p_slow_limit, p_limit);
  room integer;
  ids bigint[];
  endpoint record;
begin
  for endpoint in
    select e.id, e.seller_id, e.failing_since, e.answers_fast and e.failing_since is null as is_fast
    from sambatan.webhook_endpoints e
    where e.removed_at is null and e.disabled_at is null and (e.rests_until is null or e.rests_until <= at_time)
      and exists (
        select from sambatan.webhook_deliveries d
        where d.endpoint_id = e.id and d.state = 'pending' and d.next_attempt_at <= at_time)
    -- Nobody always stands last.
    order by random()
    for no key update skip locked
  loop
    exit when still_free <= 0;
    continue when not endpoint.is_fast and slow_free <= 0;
    continue when not pg_try_advisory_xact_lock(hashtextextended('sambatan webhooks sent to ' || endpoint.seller_id, 0));
    select least(
      case when endpoint.failing_since is null then p_per_endpoint else 1 end - sum(o.under_way) filter (where o.id = endpoint.id),
      p_per_endpoint - sum(o.under_way)) into room
    from (
      select w.id, (
        select count(*) from sambatan.webhook_deliveries d
        where d.endpoint_id = w.id and d.state = 'pending' and d.claimed_until > at_time) as under_way
      from sambatan.webhook_endpoints w
      where w.id = endpoint.id or w.seller_id = endpoint.seller_id and w.removed_at is null) o;
    room := least(room, still_free, case when not endpoint.is_fast then slow_free end);
    continue when room <= 0;
    ids := array(
      select due.id from sambatan.webhook_deliveries due
      where due.endpoint_id = endpoint.id and due.state = 'pending' and due.next_attempt_at <= at_time
        and coalesce(due.id <= (
          select earlier.id from sambatan.webhook_deliveries earlier
          where earlier.endpoint_id = due.endpoint_id and earlier.campaign_id = due.campaign_id
            and earlier.participant_id is null and earlier.state = 'pending'
          order by earlier.id limit 1), true)
        and coalesce(due.id = case when due.participant_id is null then (
          select earlier.id from sambatan.webhook_deliveries earlier
          where earlier.endpoint_id = due.endpoint_id and earlier.campaign_id = due.campaign_id and earlier.state = 'pending'
          order by earlier.id limit 1)
        else (
          select earlier.id from sambatan.webhook_deliveries earlier
          where earlier.endpoint_id = due.endpoint_id and earlier.participant_id = due.participant_id
            and earlier.state = 'pending'
          order by earlier.id limit 1) end, true)
      order by due.next_attempt_at, due.id limit room);
    if cardinality(ids) = 0 and endpoint.failing_since is not null then
      ids := array(
        select (
          select head.id from sambatan.webhook_deliveries head
          where head.endpoint_id = due.endpoint_id and head.campaign_id = due.campaign_id and head.state = 'pending'
          order by head.id limit 1)
        from sambatan.webhook_deliveries due
        where due.endpoint_id = endpoint.id and due.state = 'pending' and due.next_attempt_at <= at_time
        order by due.next_attempt_at, due.id limit 1);
    end if;
    still_free := still_free - cardinality(ids);
    if not endpoint.is_fast then
      slow_free := slow_free - cardinality(ids);
    end if;
    return query
    update sambatan.webhook_deliveries d set
      attempts = d.attempts + 1,
      claimed_until = until_time,
      -- Found again only when the claim has ended.
      next_attempt_at = until_time
    where d.id = any (ids)
    returning d.*;
  end loop;
end
$$;

comment on function sambatan.claim_webhook_deliveries(integer, integer, integer, integer) is
  'Takes webhook deliveries that are due, for some seconds, each with one attempt more; of one seller few at a time.';
