/**
 * The invariants (docs/invariants.md), counted in the database by plain queries that share nothing with the
 * engine's own code. Each query returns what breaks its invariant.
 */

import { codeOf } from '../../src/db/errors.ts'
import type { Database } from '../../src/db/index.ts'

/** Live; and what holds slots, which offers do as well. */
const live = `('pending_payment', 'confirmed', 'fulfilled')`
const holding = `('pending_payment', 'confirmed', 'fulfilled', 'offered')`

const queries: Record<string, string> = {
  '1: filled_slots is the sum over live participations and never above total_slots': `
    select c.id, c.status, c.filled_slots, c.total_slots, coalesce(sum(p.quantity), 0) as sum
    from sambatan.campaigns c
    left join sambatan.participants p on p.campaign_id = c.id and p.status in ${holding}
    group by c.id having c.filled_slots <> coalesce(sum(p.quantity), 0) or c.filled_slots > c.total_slots`,
  '1: participant_count is the number of live participations': `
    select c.id, c.participant_count, count(p.id)
    from sambatan.campaigns c
    left join sambatan.participants p on p.campaign_id = c.id and p.status in ${live}
    group by c.id having c.participant_count <> count(p.id)`,
  '1: confirmed_slots is the sum over confirmed and fulfilled participations': `
    select c.id, c.confirmed_slots, coalesce(sum(p.quantity), 0)
    from sambatan.campaigns c
    left join sambatan.participants p on p.campaign_id = c.id and p.status in ('confirmed', 'fulfilled')
    group by c.id having c.confirmed_slots <> coalesce(sum(p.quantity), 0)`,
  '2: full if and only if every slot is taken': `
    select id, status, filled_slots from sambatan.campaigns
    where status in ('active', 'locked') and settling_since is null and (status = 'locked') <> (filled_slots = total_slots)`,
  '3: nobody is left behind in a campaign that ended': `
    select c.id, c.status, p.id as participation, p.status as participation_status
    from sambatan.campaigns c join sambatan.participants p on p.campaign_id = c.id
    where (c.status = 'fulfilled' and p.status in ('pending_payment', 'offered'))
      or (c.status in ('expired', 'cancelled') and p.status in ('pending_payment', 'confirmed', 'offered'))`,
  '3: where confirmed slots count, completing confirms nobody': `
    select c.id, a.participant_id
    from sambatan.campaigns c
    join sambatan.audit_logs done on done.campaign_id = c.id and done.event = 'campaign_completed'
    join sambatan.audit_logs a on a.campaign_id = c.id and a.event = 'participant_confirmed' and a.id > done.id
      and a.metadata ->> 'old_status' = 'pending_payment'
    where c.goal_counts = 'confirmed'`,
  'nobody joined their own campaign': `
    select p.id from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id where p.user_id = c.seller_id`,
  'a hold counts from the first: nobody who was not confirmed in between has a second one within an hour of its end': `
    select p.id, p.user_id, before.id as before, before.hold
    from (select *, coalesce(hold_set_aside, hold_expires_at) as hold from sambatan.participants) p
    join (select *, coalesce(hold_set_aside, hold_expires_at) as hold from sambatan.participants) before
      on before.campaign_id = p.campaign_id and before.user_id = p.user_id
      and before.joined_at < p.joined_at and p.hold > before.hold
    where p.joined_at < before.hold + interval '1 hour' and p.claimed_at is null
      and (before.offered_at is null or before.claimed_at is not null) and p.offered_at is null
      -- But for what a claim of having paid has given it, which the next one looks at.
      and not exists (select from sambatan.payment_claims l where l.participation_id = p.id and l.hold_extended_to is not null)
      and not exists (
        select from sambatan.participants c
        where c.campaign_id = p.campaign_id and c.user_id = p.user_id
          and c.confirmed_at between before.joined_at and p.joined_at)`,
  'a claim of having paid gives a hold more time once, as long as that hold counts': `
    select b.participation_id, a.participation_id as before
    from sambatan.payment_claims a join sambatan.participants pa on pa.id = a.participation_id
    join sambatan.participants pb on pb.campaign_id = pa.campaign_id and pb.user_id = pa.user_id
    join sambatan.payment_claims b on b.participation_id = pb.id and b.id <> a.id
    where a.hold_extended_to > pb.joined_at and b.hold_extended_to is not null and (pb.joined_at, b.created_at, b.id) > (pa.joined_at, a.created_at, a.id)
      and not exists (
        select from sambatan.participants c
        where c.campaign_id = pa.campaign_id and c.user_id = pa.user_id and c.confirmed_at between pa.joined_at and pb.joined_at)`,
  '13: a claim is answered by a record of what was received, or in words': `
    select l.id from sambatan.payment_claims l left join sambatan.money_records m on m.id = l.record_id
    where l.record_id is not null and (m.kind <> 'received' or m.participation_id <> l.participation_id or m.reverses is not null)`,
  '5: a key belongs to one participation, and a participation to one joining key': `
    select p.id from sambatan.idempotency_keys k join sambatan.participants p on p.id = k.participant_id
    where k.response is null group by p.id having count(*) > 1`,
  '6: each transition of a campaign has one event, and they follow one another': `
    select e.campaign_id, e.event, e.old, e.previous, c.status from (
      select a.campaign_id, a.id, a.event, a.metadata ->> 'old_status' as old, a.metadata ->> 'new_status' as new,
        lag(a.metadata ->> 'new_status', 1, 'draft') over w as previous,
        lead(a.id) over w is null as is_last
      from sambatan.audit_logs a
      where a.participant_id is null and a.metadata ? 'new_status'
      window w as (partition by a.campaign_id order by a.id)
    ) e join sambatan.campaigns c on c.id = e.campaign_id
    where e.old <> e.previous or (e.is_last and e.new <> c.status::text)`,
  '6: a campaign that is no draft has events that say so': `
    select c.id from sambatan.campaigns c
    where c.status <> 'draft' and not exists (
      select from sambatan.audit_logs a
      where a.campaign_id = c.id and a.participant_id is null and a.metadata ->> 'new_status' = c.status::text)`,
  '6: each participation has one event of joining and one per transition, following one another': `
    select p.id, p.status, array_agg(e.event order by e.id) as events
    from sambatan.participants p
    left join (
      select a.*, a.metadata ->> 'old_status' as old, a.metadata ->> 'new_status' as new,
        lag(coalesce(a.metadata ->> 'new_status', 'pending_payment'), 1, 'offered') over (partition by a.participant_id order by a.id) as previous
      from sambatan.audit_logs a
      where a.event not in ('participant_changed', 'hold_ends_soon', 'item_dropped', 'offer_made', 'offer_ends_soon') and a.event not like 'money%'
        and a.event not like 'payment%' and a.event not like 'refund_account%'
    ) e on e.participant_id = p.id
    where p.status <> 'offered'
    group by p.id
    having count(*) filter (where e.event = 'participant_joined') <> case when p.offered_at is not null and p.claimed_at is null then 0 else 1 end
      or bool_or(e.event <> 'participant_joined' and e.old is distinct from e.previous)
      or (array_agg(coalesce(e.new, 'pending_payment') order by e.id desc))[1] <> p.status::text
      or (array_agg(e.event order by e.id))[1] <> 'participant_joined' and not (p.offered_at is not null and p.claimed_at is null)`,
  '6: what is offered has one event of the offer, and nothing else until it ends': `
    select p.id from sambatan.participants p where p.offered_at is not null and (
      (select count(*) from sambatan.audit_logs a where a.participant_id = p.id and a.event = 'offer_made') <> 1
      or p.status = 'offered' and exists (select from sambatan.audit_logs a where a.participant_id = p.id and a.event = 'participant_joined'))`,
  '9: progress is filled_slots / total_slots * 100, rounded to 2 decimals': `
    select id, progress from sambatan.campaigns where progress <> round(filled_slots * 100.0 / total_slots, 2)`,
  '10: contribution is the sum of what live participations come to, in the end once that is known': `
    select c.id, c.contribution, coalesce(sum(coalesce(p.final_amount, p.amount)), 0)
    from sambatan.campaigns c
    left join sambatan.participants p on p.campaign_id = c.id and p.status in ${live}
    group by c.id having c.contribution <> coalesce(sum(coalesce(p.final_amount, p.amount)), 0)`,
  '10: an amount is the sum of its lines, and the quantity their slots without those that dropped': `
    select p.id, p.amount, p.quantity, sum((l ->> 'units')::int * (l ->> 'price')::bigint)
    from sambatan.participants p, jsonb_array_elements(p.lines) l, sambatan.campaign_items i
    where i.campaign_id = p.campaign_id and i.number = (l ->> 'item')::int
    group by p.id
    having p.amount <> sum((l ->> 'units')::int * (l ->> 'price')::bigint)
      or p.status in ${live} and p.quantity <> coalesce(
        sum((l ->> 'units')::int * i.slots_per_unit) filter (where l -> 'dropped' is null), 0)`,
  '10: a final amount is there where the campaign completed, never above what was agreed, and without what dropped': `
    select p.id, p.status, p.amount, p.final_amount
    from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    where p.status in ${live} and (p.final_amount is null) = (c.status = 'fulfilled')
      or p.final_amount > (
        select case when p.lines is null then p.amount
          else coalesce(sum((l ->> 'units')::int * (l ->> 'price')::bigint) filter (where l -> 'dropped' is null), 0) end
        from jsonb_array_elements(coalesce(p.lines, '[]')) l)`,
  '10: what was agreed is what its event says, or the last change of it': `
    select p.id, p.amount, said.amount as said
    from sambatan.participants p
    join (
      select distinct on (a.participant_id) a.participant_id, (a.metadata ->> 'amount')::bigint as amount
      from sambatan.audit_logs a
      where a.event in ('participant_joined', 'participant_changed', 'offer_made') and a.metadata ? 'amount'
      order by a.participant_id, a.id desc
    ) said on said.participant_id = p.id
    where p.amount <> said.amount`,
  '12: each campaign knows how many wait, and how many slots are on offer': `
    select c.id, c.waiting_count, c.offered_slots from sambatan.campaigns c
    where c.waiting_count <> (select count(*) from sambatan.waiting_entries w
        where w.campaign_id = c.id and w.ended_at is null and w.participation_id is null)
      or c.offered_slots <> (select coalesce(sum(p.quantity), 0) from sambatan.participants p
        where p.campaign_id = c.id and p.status = 'offered')`,
  '12: an offer is one hold, of somebody who waits': `
    select p.id from sambatan.participants p where p.status = 'offered' and 1 <> (
      select count(*) from sambatan.waiting_entries w
      where w.participation_id = p.id and w.ended_at is null and (w.campaign_id, w.user_id, w.quantity) = (p.campaign_id, p.user_id, p.quantity))
    union all
    select w.id from sambatan.waiting_entries w join sambatan.participants p on p.id = w.participation_id
    where (w.ended_at is null) <> (p.status = 'offered')`,
  '12: nobody waits for what is over': `
    select w.id from sambatan.waiting_entries w join sambatan.campaigns c on c.id = w.campaign_id
    where w.ended_at is null and (c.status not in ('active', 'locked') or c.settling_since is not null)`,
  '12: an offer never ends past the deadline, nor by night where it can end in the morning, and is never short': `
    select p.id, p.hold_expires_at, c.deadline from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    cross join lateral (select p.hold_expires_at at time zone 'Asia/Jakarta' as clock) there
    where p.status = 'offered' and (p.hold_expires_at > c.deadline or p.hold_expires_at < p.offered_at + interval '30 minutes'
      or (there.clock::time >= '22:00' or there.clock::time < '08:00') and c.extended_at is null
        and date_trunc('day', there.clock + interval '2 hours') + interval '8 hours' <= c.deadline at time zone 'Asia/Jakarta')`,
  '13: sums are those of the records, less reversals, and what is owed follows from them and the order alone': `
    select p.id, p.status, p.amount, p.final_amount, p.paid_amount, p.returned_amount, p.waived_amount, p.given_up_amount,
      p.owed_to_buyer, p.owed_by_buyer, p.payment_status, r.paid, r.back, r.waived, r.gone, d.due
    from sambatan.participants p
    cross join lateral (
      select coalesce(sum(case m.kind when 'received' then s.n end), 0) as paid, coalesce(sum(case m.kind when 'sent_back' then s.n end), 0) as back,
        coalesce(sum(case m.kind when 'waived' then s.n end), 0) as waived, coalesce(sum(case m.kind when 'given_up' then s.n end), 0) as gone
      from sambatan.money_records m, lateral (select m.amount * case when m.reverses is null then 1 else -1 end as n) s
      where m.participation_id = p.id) r
    cross join lateral (
      select p.status in ${live} as is_live, case when p.status in ${live}
        then greatest(coalesce(p.final_amount, p.amount) + coalesce(p.unique_part, 0) - r.waived, 0) else 0 end as due) d
    where (p.paid_amount, p.returned_amount, p.waived_amount, p.given_up_amount) <> (r.paid, r.back, r.waived, r.gone)
      or p.owed_to_buyer <> greatest(r.paid - r.back - r.gone - d.due, 0)
      or p.owed_by_buyer <> case when d.is_live then greatest(d.due - r.paid + r.back + r.gone, 0) else 0 end
      or (p.payment_status = 'return_owed') <> (p.owed_to_buyer > 0)
      or p.payment_status in ('paid', 'waived') and (p.owed_by_buyer > 0 or not d.is_live)
      or p.payment_status in ('unpaid', 'partly_paid') and d.is_live and p.owed_by_buyer = 0
      or p.payment_status = 'returned' and (d.is_live or r.paid = 0)`,
  '13: an exact sum with a unique part is asked of one order of its seller alone, and kept for nobody else': `
    select p.id::text, p.owed_by_buyer, u.amount from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    full join (select * from sambatan.unique_amounts where ended_at is null) u on u.participation_id = p.id
    cross join lateral (select p.unique_part is not null and p.status in ${live} and p.paid_amount + p.returned_amount + p.given_up_amount = 0
      and coalesce(p.final_amount, p.amount) > p.waived_amount as asks) a
    where a.asks is true and (u.seller_id, u.amount) is distinct from (c.seller_id, p.owed_by_buyer)
      or a.asks is not true and u.amount is not null`,
  '13: a record is reversed once, by one of its own kind and amount': `
    select m.id from sambatan.money_records m join sambatan.money_records r on r.id = m.reverses
    where r.reverses is not null or (m.participation_id, m.kind, m.amount) <> (r.participation_id, r.kind, r.amount)
      or exists (select from sambatan.money_records o where o.reverses = r.id and o.id <> m.id)`,
  '6: each record of money has one event': `
    select m.id from sambatan.money_records m
    where not m.before_the_book and (select count(*) from sambatan.audit_logs a
      where a.participant_id = m.participation_id and a.event in ('money_recorded', 'money_reversed')
        and (a.event = 'money_reversed') = (m.reverses is not null) and (a.metadata ->> 'record_id')::uuid = m.id) <> 1`,
  '7: money on record keeps a reservation, and nothing else does that had a hold': `
    select p.id, p.paid_amount, p.returned_amount, p.hold_expires_at, p.hold_set_aside from sambatan.participants p
    where p.status = 'pending_payment' and case when p.paid_amount > p.returned_amount
      then p.hold_expires_at is not null else p.hold_set_aside is not null end`,
  '11: units of items and tiers are those of live lines, and no more than there may be': `
    select i.campaign_id, i.number, t.number as tier, coalesce(t.units_taken, i.units_taken), o.units
    from sambatan.campaign_items i
    left join sambatan.item_tiers t on t.campaign_id = i.campaign_id and t.item = i.number
    join sambatan.campaigns c on c.id = i.campaign_id and c.itemized
    cross join lateral (
      select coalesce(sum((l ->> 'units')::int), 0) as all_units,
        coalesce(sum((l ->> 'units')::int) filter (where (l ->> 'tier')::int = t.number), 0) as units
      from sambatan.participants p, jsonb_array_elements(p.lines) l
      where p.campaign_id = i.campaign_id and p.status in ${holding} and (l ->> 'item')::int = i.number and l -> 'dropped' is null) o
    where i.units_taken <> o.all_units or i.units_taken > i.maximum_units
      or t.number is not null and (t.units_taken <> o.units or t.units_taken > t.units)`,
  '7: only what is past its deadline, open and counts confirmed slots settles': `
    select c.id, c.status, c.deadline, c.settling_since from sambatan.campaigns c
    where c.settling_since is not null
      and (c.deadline > sambatan.now() or c.status not in ('active', 'locked') or c.goal_counts <> 'confirmed')`,
  '7: where confirmed slots count, reservations end': `
    select c.id from sambatan.campaigns c where c.goal_counts = 'confirmed' and c.hold_minutes is null`,
  '7: what falls due is noted, and at no later time': `
    select c.id, wanted.kind, wanted.due_at
    from sambatan.campaigns c cross join lateral (values
      ('opening', case when c.status = 'scheduled' then c.opens_at end),
      ('hold', case when c.status in ('active', 'locked') then (
        select min(p.hold_expires_at) from sambatan.participants p
        where p.campaign_id = c.id and p.status = 'pending_payment') end),
      ('deadline', case when c.status in ('active', 'locked') and c.settling_since is null then c.deadline end),
      ('settlement', case when c.settling_since is not null and c.filled_slots > c.confirmed_slots
        then c.deadline + c.settlement_minutes * interval '1 minute'
        when c.settling_since is not null then (
        select greatest(c.deadline, max(case when p.confirmed_at is null then least(p.hold_expires_at, p.ended_at)
          else p.confirmed_at end)) from sambatan.participants p where p.campaign_id = c.id) end),
      ('offer', case when c.status in ('active', 'locked') then (
        select min(p.hold_expires_at) from sambatan.participants p where p.campaign_id = c.id and p.status = 'offered') end),
      ('full', case when c.status = 'locked' and c.settling_since is null and c.completion = 'when_full'
        and not exists (select from sambatan.participants p where p.campaign_id = c.id and p.status = 'offered')
        and not exists (select from sambatan.campaign_items i where i.campaign_id = c.id and i.units_taken < i.minimum_units)
        and (c.goal_counts = 'claims' or c.confirmed_slots = c.total_slots) then coalesce((
          select greatest(c.locked_at, max(p.confirmed_at)) from sambatan.participants p
          where p.campaign_id = c.id and c.goal_counts = 'confirmed'), c.locked_at) end)) wanted (kind, due_at)
    where c.status in ('scheduled', 'active', 'locked') and wanted.due_at is not null and not exists (
      select from sambatan.campaign_due d
      where d.campaign_id = c.id and d.kind = wanted.kind and d.due_at <= wanted.due_at)`,
  'nobody is reminded twice of one thing, or of one that was settled or over': `
    select e.campaign_id, e.participant_id, e.event, e.times from (
      select a.campaign_id, a.participant_id, a.event, a.created_at, least(
          (a.metadata ->> 'deadline')::timestamptz, p.hold_expires_at, p.confirmed_at, p.ended_at) as over_at,
        count(*) over (partition by a.campaign_id, a.participant_id, a.event, a.metadata -> 'deadline', a.metadata -> 'hours_left') as times
      from sambatan.audit_logs a left join sambatan.participants p on p.id = a.participant_id
      where a.event in ('deadline_near', 'hold_ends_soon', 'campaign_nearly_full', 'offer_ends_soon', 'payment_due_soon', 'payment_overdue')
    ) e where e.times > 1 or e.created_at >= e.over_at`,
  '10: where no lines are kept an amount is what the quantity costs': `
    select p.id from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    where p.lines is null and p.amount <> c.price_per_slot * p.quantity
      or (p.lines is null) = (c.itemized and p.amount > 0)`,
}

const noOutboxRow = `select a.id from sambatan.audit_logs a
  where not exists (select from sambatan.outbox o where o.audit_id = a.id)`

const overdue = `select sambatan.next_sambatan_due_at() as due where sambatan.next_sambatan_due_at() <= sambatan.now()`

interface Options {
  /** Nothing has taken events from the outbox: every event still has its row. */
  outboxUntouched?: boolean
  /** A lifecycle run has just ended: nothing is late (invariant 7). */
  nothingDue?: boolean
}

/** What is wrong, as sentences; an empty list when every invariant holds. */
export async function violations(db: Database, options: Options = {}): Promise<string[]> {
  const asked = () =>
    db.query<{ name: string; row: unknown }>('select name, found as row from invariants.violations($1, $2)', [
      options.outboxUntouched ?? false,
      options.nothingDue ?? false,
    ])
  const rows = await asked().catch(async (error) => {
    // No such schema: nobody has asked this database yet.
    if (codeOf(error) !== '3F000') throw error
    await db.query(asFunction)
    return asked()
  })
  return rows.map(({ name, row }) => `${name}: ${JSON.stringify(row)}`)
}

/**
 * As a function of the database, which plans them once a session: that takes ten times as long as to count a few campaigns. As one
 * statement, so that all are counted in one snapshot: writers may be at work.
 */
const asFunction = `
  create schema if not exists invariants;
  create or replace function invariants.violations(outbox_untouched boolean, nothing_due boolean)
  returns table (name text, found jsonb) language plpgsql stable as $function$
  begin
    return query ${Object.entries({
      ...queries,
      '6: every event has its outbox row': `select v.* from (${noOutboxRow}) v where outbox_untouched`,
      '7: nothing is late after a run': `select v.* from (${overdue}) v where nothing_due`,
    })
      .map(([name, text]) => `select '${name}', to_jsonb(v) from (${text}) v`)
      .join(' union all ')};
  end
  $function$`
