/** What must be true of waiting lists and offers (invariant 12), asked of the data and of the audit log. */
import type { DataCheck } from './data-check.ts'

/**
 * Every offer against the list as the log has it at that moment: who stood before it, waited still, and whose order what was free
 * fitted, without a limit that the offer names. So the order is proven by what was written when it happened, and not by what the
 * tables say now.
 */
const servedOutOfTurn = `
  with offer as (
    select a.id, a.campaign_id, a.participant_id,
      (a.metadata ->> 'free_slots')::int as free_slots, a.metadata -> 'passed' as passed, a.metadata ->> 'entry_id' as entry
    from sambatan.audit_logs a where a.event = 'offer_made'
  ), told as (
    -- From when on an entry stood at a place with an order, and until when: its next change, its offer or its end.
    select a.campaign_id, a.subject_id as entry, a.id as since, a.event,
      coalesce((a.metadata ->> 'place')::numeric, 0) as place, (a.metadata ->> 'quantity')::int as quantity,
      lead(a.id) over (partition by a.subject_id order by a.id) as until
    from (
      select l.id, l.campaign_id, l.event, l.metadata, l.subject_id from sambatan.audit_logs l
      where l.subject = 'waiting_entry' and l.event in ('waiting_joined', 'waiting_changed', 'waiting_moved', 'waiting_ended')
      union all
      select l.id, l.campaign_id, l.event, l.metadata, l.metadata ->> 'entry_id' from sambatan.audit_logs l where l.event = 'offer_made'
    ) a
  ), stood as (
    select t.campaign_id, t.entry, t.since, t.until, t.place,
      -- A move says no quantity: the last that was said.
      coalesce(t.quantity, (
        select b.quantity from told b
        where b.entry = t.entry and b.since < t.since and b.quantity is not null order by b.since desc limit 1)) as quantity
    from told t where t.event in ('waiting_joined', 'waiting_changed', 'waiting_moved')
  )
  select 'offer ' || o.participant_id || ': entry ' || s.entry || ' stood before it, for ' || s.quantity || ' of '
    || o.free_slots || ' free slots' as offender
  from offer o
  join stood mine on mine.entry = o.entry and mine.until = o.id
  join stood s on s.campaign_id = o.campaign_id and s.since < o.id and (s.until is null or s.until > o.id)
  where s.entry <> o.entry and s.place < mine.place and s.quantity <= o.free_slots and not o.passed ? s.entry`

export const waitingChecks: DataCheck[] = [
  {
    name: 'waiting_counts',
    invariant: 12,
    claim: 'each campaign knows how many wait, and how many slots are on offer',
    offenders: `
      select c.slug || ': waiting_count ' || c.waiting_count || ' of ' || waiting.entries || ', offered_slots ' || c.offered_slots
        || ' of ' || offers.slots as offender
      from sambatan.campaigns c
      cross join lateral (
        select count(*) as entries from sambatan.waiting_entries w
        where w.campaign_id = c.id and w.ended_at is null and w.participation_id is null) waiting
      cross join lateral (
        select coalesce(sum(p.quantity), 0) as slots from sambatan.participants p
        where p.campaign_id = c.id and p.status = 'offered') offers
      where c.waiting_count <> waiting.entries or c.offered_slots <> offers.slots`,
  },
  {
    name: 'offers_held',
    invariant: 12,
    claim: 'every offer is one hold, of somebody who waited for just that, in a campaign that is open',
    offenders: `
      select 'offer ' || p.id || case when w.id is null then ': nobody waited for it' else ': its entry says something else' end
        as offender
      from sambatan.participants p
      join sambatan.campaigns c on c.id = p.campaign_id
      left join sambatan.waiting_entries w on w.participation_id = p.id and w.ended_at is null
      where p.status = 'offered' and (w.id is null or w.user_id <> p.user_id or w.quantity <> p.quantity
        or w.campaign_id <> p.campaign_id or c.status not in ('active', 'locked') or c.settling_since is not null)
      union all
      select 'entry ' || w.id || ': ' || coalesce(w.outcome, 'waits') || ', and what it was offered is ' || p.status
      from sambatan.waiting_entries w join sambatan.participants p on p.id = w.participation_id
      where (w.ended_at is null) <> (p.status = 'offered') or (w.outcome = 'claimed') is distinct from
        (case when w.ended_at is not null then p.claimed_at is not null end)`,
  },
  {
    name: 'offered_once',
    invariant: 6,
    claim: 'what was offered has exactly one offer_made event',
    offenders: `
      select 'participation ' || p.id || ': ' || count(a.id) || ' offer_made events' as offender
      from sambatan.participants p left join sambatan.audit_logs a on a.participant_id = p.id and a.event = 'offer_made'
      where p.offered_at is not null
      group by p.id having count(a.id) <> 1`,
  },
  {
    name: 'waiting_lists',
    invariant: 12,
    claim: 'nobody waits for a campaign that is over, or settles',
    offenders: `
      select 'entry ' || w.id || ': waits for ' || c.slug || ', which is ' || c.status as offender
      from sambatan.waiting_entries w join sambatan.campaigns c on c.id = w.campaign_id
      where w.ended_at is null and (c.status not in ('active', 'locked') or c.settling_since is not null)`,
  },
  {
    name: 'nobody_waits_in_vain',
    invariant: 12,
    claim: 'nothing is free that somebody on the list could use',
    offenders: `
      select c.slug || ': entry ' || w.id || ' waits for ' || w.quantity || ', and ' || sambatan.available_slots(c) || ' are free'
        as offender
      from sambatan.campaigns c
      join sambatan.waiting_entries w on w.campaign_id = c.id and w.ended_at is null and w.participation_id is null
      where c.status = 'active' and c.settling_since is null and sambatan.available_slots(c) >= w.quantity
        and sambatan.offer_end(c, sambatan.now()) is not null
        and sambatan.join_refusal_of_entry(c, w.user_id, case when c.itemized then sambatan.entry_lines(c.id, w.lines) end, w.quantity,
          sambatan.held_slots(c.id, w.user_id), sambatan.available_slots(c), null) is null`,
  },
  {
    name: 'first_come_first_served',
    invariant: 12,
    claim: 'whoever was offered something was the first on the list whom it fitted, as the audit log has it',
    offenders: servedOutOfTurn,
  },
]
