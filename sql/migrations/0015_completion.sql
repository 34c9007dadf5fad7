-- When a campaign completes is its own choice; and what a buyer may rely on, when a deadline moves or a hold ends, stands in rows.

alter table sambatan.campaigns
  -- `when_full`: a full campaign completes at the next lifecycle run; `at_deadline`: it stays full until its deadline.
  add column completion text not null default 'when_full' check (completion in ('when_full', 'at_deadline')),
  -- What is held against the goal: every reserved and confirmed slot, or confirmed ones alone.
  add column goal_counts text not null default 'claims' check (goal_counts in ('claims', 'confirmed')),
  -- For so long after the deadline holds may still be confirmed; then they end.
  add column settlement_minutes integer not null default 0 check (settlement_minutes between 0 and 10080),
  -- Since when it is settling: past its deadline, while reserved participations are left. Its status stays what it was.
  add column settling_since timestamptz,
  -- The sum of `quantity` over confirmed and fulfilled participations, kept as participant_count is.
  add column confirmed_slots integer not null default 0,
  -- The deadline at publishing, which limits how far its seller may move it.
  add column first_deadline timestamptz,
  add column seller_extensions integer not null default 0 check (seller_extensions >= 0),
  -- When its deadline was moved last, and from when: whoever had joined by then may leave; see may_leave_until.
  add column extended_at timestamptz,
  add column extended_from timestamptz;

-- When a participation was first confirmed, and whether somebody else joined for its buyer.
alter table sambatan.participants
  add column confirmed_at timestamptz,
  add column on_behalf boolean not null default false;

-- Until when the buyer's hold in this campaign counts, if it does; see hold_counted_until.
alter type sambatan.join_request add attribute counted_until timestamptz;

-- What follows fills in columns: no trigger is to take it for a change.
alter table sambatan.campaigns disable trigger user;
alter table sambatan.participants disable trigger user;

update sambatan.participants p set confirmed_at = (
  select min(a.created_at) from sambatan.audit_logs a where a.participant_id = p.id and a.event = 'participant_confirmed')
where p.status in ('confirmed', 'fulfilled', 'refunded');
update sambatan.participants p set on_behalf = true
where exists (
  select from sambatan.audit_logs a
  where a.participant_id = p.id and a.event = 'participant_joined' and a.metadata ? 'on_behalf');
update sambatan.campaigns c set
  confirmed_slots = coalesce((
    select sum(p.quantity) from sambatan.participants p
    where p.campaign_id = c.id and p.status in ('confirmed', 'fulfilled')), 0),
  first_deadline = case when c.status <> 'draft' then coalesce((
    select (a.metadata ->> 'old_deadline')::timestamptz from sambatan.audit_logs a
    where a.campaign_id = c.id and a.event = 'campaign_extended' order by a.id limit 1), c.deadline) end;

alter table sambatan.campaigns enable trigger user;
alter table sambatan.participants enable trigger user;

alter table sambatan.campaigns
  drop constraint campaigns_full_check,
  add constraint campaigns_full_check check (
    status not in ('active', 'locked') or settling_since is not null or (status = 'locked') = (filled_slots = total_slots)),
  add constraint campaigns_confirmed_slots_check check (confirmed_slots between 0 and total_slots),
  add constraint campaigns_counting_check check (
    goal_counts = 'claims' and settlement_minutes = 0 or goal_counts = 'confirmed' and hold_minutes is not null),
  add constraint campaigns_settling_check check (
    settling_since is null or (status in ('active', 'locked') and goal_counts = 'confirmed')),
  add constraint campaigns_extended_check check ((extended_at is null) = (extended_from is null));

update sambatan.due_kinds set due_at = $$case when c.status = 'locked' and c.completion = 'when_full' and c.settling_since is null then
    case when c.goal_counts = 'claims' then c.locked_at
      when c.confirmed_slots = c.total_slots then greatest(c.locked_at, sambatan.last_resolved_at(c.id)) end end$$
where kind = 'full';
update sambatan.due_kinds set due_at =
  $$case when c.status in ('active', 'locked') and c.settling_since is null then c.deadline end$$
where kind = 'deadline';
insert into sambatan.due_kinds (place, kind, by_clock, handler, due_at) values
  (60, 'settlement', true, 'settle_campaigns',
    $$case when c.settling_since is not null then
      case when c.filled_slots = c.confirmed_slots then greatest(c.deadline, sambatan.last_resolved_at(c.id))
        else c.deadline + c.settlement_minutes * interval '1 minute' end end$$);
