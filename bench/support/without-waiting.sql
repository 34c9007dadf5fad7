-- The engine without waiting lists, as it was before there were any: what `npm run bench -- waiting` measures against.

create or replace function sambatan.give_back_slots(p_campaign_id uuid, p_slots integer, p_at_time timestamptz)
returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
  reopened boolean;
begin
  select * into campaign from sambatan.campaigns where id = p_campaign_id;
  if p_slots > campaign.filled_slots then
    perform sambatan.refuse('release_below_zero',
      jsonb_build_object('filled', campaign.filled_slots, 'requested', p_slots));
  end if;
  reopened := campaign.status = 'locked' and campaign.settling_since is null;
  update sambatan.campaigns set
    filled_slots = filled_slots - p_slots,
    status = case when reopened then 'active' else status end,
    locked_at = case when not reopened then locked_at end,
    updated_at = p_at_time
  where id = p_campaign_id
  returning * into campaign;
  if reopened then
    perform sambatan.record_event(p_campaign_id, 'campaign_reopened',
      jsonb_build_object('slots', p_slots, 'old_status', 'locked', 'new_status', 'active'));
  end if;
  return campaign;
end
$$;

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
      select campaign_id, count(*)::int as live, sum(coalesce(final_amount, amount)) as amount,
        coalesce(sum(quantity) filter (where status <> 'pending_payment'), 0)::int as confirmed
      from added where sambatan.is_live(status) group by 1 order by 1
    loop
      update sambatan.campaigns set
        participant_count = participant_count + change.live, contribution = contribution + change.amount,
        confirmed_slots = confirmed_slots + change.confirmed
      where id = change.campaign_id;
    end loop;
    for change in
      select a.campaign_id, array_agg(row(null, null, l.item, l.tier, l.units, l.price)::sambatan.priced_line) as lines
      from added a, sambatan.lines_of(a.lines) l
      where a.lines is not null and sambatan.is_live(a.status) and not l.dropped group by 1 order by 1
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
      select campaign_id, sum(live)::int as live, sum(amount) as amount, sum(confirmed)::int as confirmed
      from (
        select campaign_id, 1 as live, coalesce(final_amount, amount) as amount,
          case when status <> 'pending_payment' then quantity else 0 end as confirmed
        from added where sambatan.is_live(status)
        union all
        select campaign_id, -1, -coalesce(final_amount, amount), case when status <> 'pending_payment' then -quantity else 0 end
        from removed where sambatan.is_live(status)
      ) both_sides
      group by 1 having sum(live) <> 0 or sum(amount) <> 0 or sum(confirmed) <> 0 order by 1
    loop
      update sambatan.campaigns set
        participant_count = participant_count + change.live, contribution = contribution + change.amount,
        confirmed_slots = confirmed_slots + change.confirmed
      where id = change.campaign_id;
    end loop;
    for change in
      select campaign_id, array_agg(row(null, null, item, tier, units, 0)::sambatan.priced_line) as lines
      from (
        select both_sides.campaign_id, l.item, l.tier, sum(l.units * both_sides.sign)::int as units
        from (
          select campaign_id, 1 as sign, lines from added where lines is not null and sambatan.is_live(status)
          union all
          select campaign_id, -1, lines from removed where lines is not null and sambatan.is_live(status)
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
