-- Purpose: campaigns.participant_count = number of live participations, campaigns.contribution = sum of what they come to (the final
-- amounts once there are any), both without offers, campaigns.offered_slots = slots of these, campaigns.confirmed_slots = slots of the
-- confirmed and fulfilled ones, and units_taken of items and tiers
-- by their lines, whoever writes them: other systems insert their own after reserve_sambatan_slots. Only join_sambatan_campaigns counts
-- for itself, in the one write of the campaign that it makes anyway: a second one cost a batch of 30 joins a tenth of its time.
-- New holds fall due (campaign_due).
-- Locks: the campaign's row, which every function of ours holds already; then its items.
create or replace function sambatan.count_participants() returns trigger
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  change record;
begin
  -- A loop of updates by id, not one joined update: a plan cached while campaigns were few would walk all of them.
  if tg_op = 'INSERT' then
    for change in
      select campaign_id, (count(*) filter (where status <> 'offered'))::int as live,
        coalesce(sum(coalesce(final_amount, amount)) filter (where status <> 'offered'), 0) as amount,
        coalesce(sum(quantity) filter (where status in ('confirmed', 'fulfilled')), 0)::int as confirmed,
        coalesce(sum(quantity) filter (where status = 'offered'), 0)::int as offered
      from added where sambatan.holds_slots(status) group by 1 order by 1
    loop
      update sambatan.campaigns set
        participant_count = participant_count + change.live, contribution = contribution + change.amount,
        confirmed_slots = confirmed_slots + change.confirmed, offered_slots = offered_slots + change.offered
      where id = change.campaign_id;
    end loop;
    for change in
      select a.campaign_id, array_agg(row(null, null, l.item, l.tier, l.units, l.price)::sambatan.priced_line) as lines
      from added a, sambatan.lines_of(a.lines) l
      where a.lines is not null and sambatan.holds_slots(a.status) and not l.dropped group by 1 order by 1
    loop
      perform sambatan.take_units(change.campaign_id, change.lines);
    end loop;
    insert into sambatan.campaign_due as d (campaign_id, kind, due_at)
    select held.campaign_id, k.kind, held.first - k.before
    from (
      select campaign_id, min(hold_expires_at) as first from added
      where status = 'pending_payment' and hold_expires_at is not null group by campaign_id
    ) held
    join sambatan.campaigns c on c.id = held.campaign_id
    cross join lateral (
      values ('hold', interval '0'), ('hold_ending', sambatan.hold_reminder_lead(c.hold_minutes))) k (kind, before)
    where k.before is not null
    on conflict (campaign_id, kind) do update set due_at = excluded.due_at where excluded.due_at < d.due_at;
  else
    for change in
      select campaign_id, sum(live)::int as live, sum(amount) as amount, sum(confirmed)::int as confirmed, sum(offered)::int as offered
      from (
        select campaign_id, case when status <> 'offered' then 1 else 0 end as live,
          case when status <> 'offered' then coalesce(final_amount, amount) else 0 end as amount,
          case when status in ('confirmed', 'fulfilled') then quantity else 0 end as confirmed,
          case when status = 'offered' then quantity else 0 end as offered
        from added where sambatan.holds_slots(status)
        union all
        select campaign_id, case when status <> 'offered' then -1 else 0 end,
          case when status <> 'offered' then -coalesce(final_amount, amount) else 0 end,
          case when status in ('confirmed', 'fulfilled') then -quantity else 0 end,
          case when status = 'offered' then -quantity else 0 end
        from removed where sambatan.holds_slots(status)
      ) both_sides
      group by 1 having sum(live) <> 0 or sum(amount) <> 0 or sum(confirmed) <> 0 or sum(offered) <> 0 order by 1
    loop
      update sambatan.campaigns set
        participant_count = participant_count + change.live, contribution = contribution + change.amount,
        confirmed_slots = confirmed_slots + change.confirmed, offered_slots = offered_slots + change.offered
      where id = change.campaign_id;
    end loop;
    for change in
      select campaign_id, array_agg(row(null, null, item, tier, units, 0)::sambatan.priced_line) as lines
      from (
        select both_sides.campaign_id, l.item, l.tier, sum(l.units * both_sides.sign)::int as units
        from (
          select campaign_id, 1 as sign, lines from added where lines is not null and sambatan.holds_slots(status)
          union all
          select campaign_id, -1, lines from removed where lines is not null and sambatan.holds_slots(status)
        ) both_sides, sambatan.lines_of(both_sides.lines) l
        where not l.dropped
        group by 1, 2, 3 having sum(l.units * both_sides.sign) <> 0
      ) changed
      group by 1 order by 1
    loop
      perform sambatan.take_units(change.campaign_id, change.lines);
    end loop;
  end if;
  return null;
end
$$;

comment on function sambatan.count_participants() is
  'Trigger: keeps participants, contribution and confirmed slots of campaigns true, and the units that items and tiers have taken.';

create or replace trigger count_participants_added
  after insert on sambatan.participants
  referencing new table as added
  for each statement when (current_setting('sambatan.counted_by_caller', true) is distinct from 'on')
  execute function sambatan.count_participants();

create or replace trigger count_participants_changed
  after update on sambatan.participants
  referencing new table as added old table as removed
  for each statement execute function sambatan.count_participants();
