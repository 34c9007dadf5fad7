-- Purpose: the sums of a participation are those of its records, less reversals, whoever writes them (invariant 13). What is owed
-- follows from the sums by itself: those columns are generated.
-- Money that is on record keeps a reservation: its hold is set aside, and comes back where all of it is taken back or sent back. One
-- that would have ended meanwhile gets a day more, or as much as its campaign gives where that is less: its buyer was told that the
-- money was on record.
-- Locks: the participants' rows, of campaigns that the caller holds.
create or replace function sambatan.count_money() returns trigger
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  held uuid[];
begin
  with moved as materialized (
    select m.participation_id as id,
      coalesce(sum(m.counted) filter (where m.kind = 'received'), 0)::bigint as received,
      coalesce(sum(m.counted) filter (where m.kind = 'sent_back'), 0)::bigint as sent_back,
      coalesce(sum(m.counted) filter (where m.kind = 'waived'), 0)::bigint as waived,
      coalesce(sum(m.counted) filter (where m.kind = 'given_up'), 0)::bigint as given_up
    from (select a.*, case when a.reverses is null then a.amount else -a.amount end as counted from added a) m
    group by 1
  ), changed as (
    update sambatan.participants p set
      paid_amount = p.paid_amount + m.received,
      returned_amount = p.returned_amount + m.sent_back,
      waived_amount = p.waived_amount + m.waived,
      given_up_amount = p.given_up_amount + m.given_up,
      hold_expires_at = case
        when p.status <> 'pending_payment' then p.hold_expires_at
        when p.paid_amount + m.received > p.returned_amount + m.sent_back then null
        when p.hold_set_aside is not null then sambatan.restored_hold(c, p.hold_set_aside, sambatan.now())
        else p.hold_expires_at end,
      hold_set_aside = case
        when p.status <> 'pending_payment' then p.hold_set_aside
        when p.paid_amount + m.received > p.returned_amount + m.sent_back then coalesce(p.hold_set_aside, p.hold_expires_at) end,
      updated_at = greatest(p.updated_at, sambatan.now())
    from moved m join sambatan.participants before on before.id = m.id join sambatan.campaigns c on c.id = before.campaign_id
    where p.id = m.id
    returning p.campaign_id, p.status = 'pending_payment' and (p.hold_set_aside is not null or p.hold_expires_at is not null) as is_held
  )
  select array_agg(distinct campaign_id) filter (where is_held) into held from changed;
  if held is not null and current_setting('sambatan.due_by_caller', true) is distinct from 'on' then
    perform sambatan.refresh_due(held);
  end if;
  return null;
end
$$;

comment on function sambatan.count_money() is
  'Trigger: keeps the sums of participations those of their records, and sets holds aside while money is on record.';

create or replace trigger count_money
  after insert on sambatan.money_records
  referencing new table as added
  for each statement execute function sambatan.count_money();
