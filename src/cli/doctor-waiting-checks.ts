/** What must be true of waiting lists and offers (invariant 12), asked of the data and of the audit log. */
import type { DataCheck } from './data-check.ts'

/**
 * Who stood where on a list, and for how much, from which event on (`since`) until which (`until`: the next change, the offer, the
 * end), as the log has it: so that the order is proven by what was written when it happened, and not by what the tables say now.
 */
const standing = `
  told as (
    select e.*, count(e.quantity) over (partition by e.entry order by e.id) as said, lead(e.id) over (partition by e.entry order by e.id) as until
    from (
      select a.id, a.campaign_id, a.event, (a.metadata ->> 'place')::numeric as place, (a.metadata ->> 'quantity')::int as quantity,
        case a.event when 'offer_made' then a.metadata ->> 'entry_id' else a.subject_id end as entry
      from sambatan.audit_logs a
      where a.event = 'offer_made'
        or a.subject = 'waiting_entry' and a.event in ('waiting_joined', 'waiting_changed', 'waiting_moved', 'waiting_ended')
    ) e
  ), stood as (
    -- A move says no quantity: the last that was said.
    select s.* from (
      select t.campaign_id, t.entry, t.event, t.id as since, t.until, t.place,
        first_value(t.quantity) over (partition by t.entry, t.said order by t.id) as quantity
      from told t
    ) s where s.event in ('waiting_joined', 'waiting_changed', 'waiting_moved')
  )`

/** Every offer against the list at that moment: where it stood itself, and whose order before it fitted what was free, without a limit that the offer names. */
const servedOutOfTurn = `
  with ${standing}, offer as (
    select a.id, a.campaign_id, a.participant_id, (a.metadata ->> 'quantity')::int as quantity, (a.metadata ->> 'place')::numeric as place,
      (a.metadata ->> 'free_slots')::int as free_slots, a.metadata -> 'passed' as passed, a.metadata ->> 'entry_id' as entry
    from sambatan.audit_logs a where a.event = 'offer_made'
  )
  select 'offer ' || o.participant_id || ': ' || found.words as offender
  from offer o
  left join stood mine on mine.entry = o.entry and mine.until = o.id and mine.campaign_id = o.campaign_id
  cross join lateral (
    select 'entry ' || s.entry || ' stood before it, for ' || s.quantity || ' of ' || o.free_slots || ' free slots' as words
    from stood s
    where s.campaign_id = o.campaign_id and s.since < o.id and (s.until is null or s.until > o.id)
      and s.entry <> o.entry and s.place < mine.place and s.quantity <= o.free_slots and not o.passed ? s.entry
    union all
    select 'entry ' || o.entry || ' did not stand on the list' where mine.entry is null
    union all
    select 'made at ' || o.place || ' for ' || o.quantity || ', entry ' || mine.entry || ' stood at ' || mine.place || ' for ' || mine.quantity
    where (mine.place, mine.quantity) is distinct from (o.place, o.quantity) and mine.entry is not null
    union all
    select o.quantity || ' slots of ' || o.free_slots || ' that were free' where o.quantity > o.free_slots
  ) found`

/**
 * Whoever took as many slots as somebody on the list waited for was before them, unless too little time was left for offers. Only where
 * nothing but the number of slots could keep that somebody from them: the log tells no units of items, nor what they held beside it.
 */
const jumped = `
  with ${standing}, took as (
    select a.id, a.campaign_id, a.participant_id, a.created_at, case a.event when 'participant_joined' then (a.metadata ->> 'quantity')::int
      else (a.metadata ->> 'quantity')::int - (a.metadata ->> 'old_quantity')::int end as slots
    from sambatan.audit_logs a
    where a.event in ('participant_joined', 'participant_changed') and not a.metadata ? 'from_waiting_list'
      and a.campaign_id in (select s.campaign_id from stood s)
  )
  select 'participation ' || t.participant_id || ': took ' || t.slots || ' slots, and entry ' || s.entry || ' stood on the list for '
    || s.quantity as offender
  from took t
  join sambatan.campaigns c on c.id = t.campaign_id and not c.itemized
  join stood s on s.campaign_id = t.campaign_id and s.since < t.id and (s.until is null or s.until > t.id) and s.quantity <= t.slots
  join sambatan.waiting_entries w on w.id::text = s.entry
  where (c.max_per_buyer is null and c.min_per_buyer = 1 or not exists (
      select from sambatan.participants p
      where p.campaign_id = c.id and p.user_id = w.user_id and p.joined_at <= t.created_at))
    and not exists (
      select from sambatan.audit_logs b
      where b.campaign_id = t.campaign_id and b.event = 'offers_stopped' and b.id < t.id and not exists (
        select from sambatan.audit_logs x
        where x.campaign_id = t.campaign_id and x.event = 'campaign_extended' and x.id > b.id and x.id < t.id))`

const offTheRecord = `
  with ${standing}
  select 'entry ' || w.id || ': ' || coalesce(w.outcome, case when w.participation_id is null then 'waits' else 'is offered something' end)
    || ' at ' || w.place || ' for ' || w.quantity || ', on record '
    || coalesce('at ' || s.place || ' for ' || s.quantity, 'nowhere') as offender
  from sambatan.waiting_entries w
  left join stood s on s.entry = w.id::text and s.until is null and s.campaign_id = w.campaign_id
  where case when w.ended_at is null and w.participation_id is null
    then (s.place, s.quantity) is distinct from (w.place, w.quantity) else s.entry is not null end
  union all
  select 'entry ' || a.subject_id || ': moved up without a reason'
  from sambatan.audit_logs a where a.event = 'waiting_moved' and coalesce(trim(a.metadata ->> 'reason'), '') = ''`

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
    claim:
      'whoever was offered something was the first on the list whom it fitted, and was offered no more than was free, as the audit log has it',
    offenders: servedOutOfTurn,
  },
  {
    name: 'nobody_jumped_the_queue',
    invariant: 12,
    claim: 'nobody took what somebody on the list was waiting for, as the audit log has it',
    offenders: jumped,
  },
  {
    name: 'waiting_on_record',
    invariant: 12,
    claim: 'whoever waits stands where the audit log has them, whoever does not is off it, and moves have their reason',
    offenders: offTheRecord,
  },
]
