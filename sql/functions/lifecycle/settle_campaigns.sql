-- Purpose: goes on with campaigns that settle: ends the holds whose time has come, and passes the verdict where nothing is reserved
-- any more; at the end of the settlement also where slots were taken for which nobody ever wrote a participation.
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per campaign whose holds ended, and per campaign that completed or failed.
create or replace function sambatan.settle_campaigns(p_ids uuid[], p_at_time timestamptz)
returns setof sambatan.transition
language plpgsql
as $$
declare
  settling uuid[] := array(select c.id from sambatan.campaigns c where c.id = any (p_ids) and c.settling_since is not null);
begin
  return query select * from sambatan.expire_holds(settling, p_at_time);
  return query
  select * from sambatan.pass_verdict(array(
    select c.id from sambatan.campaigns c
    where c.id = any (settling) and (c.filled_slots = c.confirmed_slots
      or c.deadline + c.settlement_minutes * interval '1 minute' <= p_at_time)
  ), p_at_time);
end
$$;

comment on function sambatan.settle_campaigns(uuid[], timestamptz) is
  'Ends holds of settling campaigns whose rows the caller has locked, and passes the verdict where nothing is reserved.';
