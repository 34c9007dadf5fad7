-- Purpose: writes an event for each seller whose buyers say that they have paid and have waited a day for an answer: one for all of their
-- campaigns together. That all who wait were asked about stands with each of them, in the same transaction, so that a seller is asked once
-- a day at most, however many wait and since when.
-- Locks: open claims of these sellers, by id, also of campaigns whose rows the caller does not hold; none of those is waited for after it.
-- Returns: a row per seller, of the campaign in which somebody has waited longest.
create or replace function sambatan.ask_about_claims(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
begin
  return query
  with sellers as materialized (
    select distinct c.seller_id from sambatan.campaigns c
    where c.id = any (p_ids) and sambatan.claims_asked_about_at(c.id) <= p_at_time
  ), waiting as materialized (
    select l.id, l.campaign_id, c.seller_id, l.currency, l.amount, l.created_at, l.asked_at
    from sambatan.payment_claims l
    join sambatan.campaigns c on c.id = l.campaign_id
    where l.answered_at is null and c.seller_id in (select s.seller_id from sellers s)
    order by l.id
    for no key update of l
  ), asked as materialized (
    -- Another run may have asked while these were waited for.
    select w.seller_id, (array_agg(w.campaign_id order by w.created_at, w.id) filter (where w.campaign_id = any (p_ids)))[1] as campaign_id,
      jsonb_build_object('claims', count(*), 'since', min(w.created_at), 'amounts', (
        select jsonb_agg(jsonb_build_object('currency', by_currency.currency, 'amount', by_currency.amount) order by by_currency.currency)
        from (
          select a.currency, least(sum(a.amount), 9007199254740991)::bigint as amount from waiting a
          where a.seller_id = w.seller_id group by a.currency) by_currency)) as detail
    from waiting w
    group by w.seller_id
    having bool_or(greatest(w.created_at, w.asked_at) + interval '1 day' <= p_at_time)
  ), remembered as (
    update sambatan.payment_claims l set asked_at = p_at_time
    from waiting w join asked a on a.seller_id = w.seller_id
    where l.id = w.id
  ), recorded as (
    insert into sambatan.audit_logs (subject, subject_id, event, actor, metadata, created_at)
    select 'seller', a.seller_id, 'claims_waiting', sambatan.actor(), a.detail, p_at_time from asked a order by a.seller_id
  )
  select c.id, 'claims_waiting', c.status, c.status, a.detail from asked a join sambatan.campaigns c on c.id = a.campaign_id;
end
$$;

comment on function sambatan.ask_about_claims(uuid[], timestamptz) is
  'Asks sellers about who says that they have paid and waits for an answer, each once a day for all of their campaigns.';
