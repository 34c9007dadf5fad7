/** Of the money book; see doctor-checks.ts. */
import type { DataCheck } from './data-check.ts'

/** By participation, reckoned anew from the records. */
const sums = `
  select m.participation_id as id,
    coalesce(sum(m.counted) filter (where m.kind = 'received'), 0) as received,
    coalesce(sum(m.counted) filter (where m.kind = 'sent_back'), 0) as sent_back,
    coalesce(sum(m.counted) filter (where m.kind = 'waived'), 0) as waived,
    coalesce(sum(m.counted) filter (where m.kind = 'given_up'), 0) as given_up
  from (select r.*, case when r.reverses is null then r.amount else -r.amount end as counted from sambatan.money_records r) m
  group by 1`

/** While nothing of an order is paid and more is due than its unique part. */
const asksForUnique = `sambatan.is_live(p.status) and p.paid_amount = 0 and p.returned_amount = 0 and p.given_up_amount = 0
        and coalesce(p.final_amount, p.amount) > p.waived_amount`

export const moneyChecks: DataCheck[] = [
  {
    name: 'money_sums',
    invariant: 13,
    claim: 'what was paid, sent back, waived and given up is the sum of the records, less reversals',
    offenders: `
      select 'participation ' || p.id || ': paid ' || p.paid_amount || ', sent back ' || p.returned_amount || ', waived ' || p.waived_amount
        || ', given up ' || p.given_up_amount || '; on record ' || coalesce(s.received, 0) || ', ' || coalesce(s.sent_back, 0) || ', '
        || coalesce(s.waived, 0) || ', ' || coalesce(s.given_up, 0) as offender
      from sambatan.participants p left join (${sums}) s on s.id = p.id
      where (p.paid_amount, p.returned_amount, p.waived_amount, p.given_up_amount)
        <> (coalesce(s.received, 0), coalesce(s.sent_back, 0), coalesce(s.waived, 0), coalesce(s.given_up, 0))`,
  },
  {
    name: 'money_reversals',
    invariant: 13,
    claim: 'a record is reversed by one of the same participation, kind and amount, and no reversal is reversed',
    offenders: `
      select 'record ' || m.id || ' does not undo ' || r.id as offender
      from sambatan.money_records m join sambatan.money_records r on r.id = m.reverses
      where r.reverses is not null or (m.participation_id, m.kind, m.amount, m.currency)
        <> (r.participation_id, r.kind, r.amount, r.currency)`,
  },
  {
    name: 'money_events',
    invariant: 6,
    claim: 'each record has its event, but for what was written when the book began',
    offenders: `
      select 'record ' || m.id || ': ' || count(a.id) || ' events' as offender
      from sambatan.money_records m
      left join sambatan.audit_logs a on a.participant_id = m.participation_id and a.created_at = m.created_at
        and a.event = case when m.reverses is null then 'money_recorded' else 'money_reversed' end
        and a.metadata ->> 'record_id' = m.id::text
      group by m.id having count(a.id) <> case when m.before_the_book then 0 else 1 end`,
  },
  {
    name: 'refund_accounts',
    claim:
      'no refund account is kept for longer than 90 days after nothing is owed to its person, and none of who was erased',
    // The job that erases them comes every hour, and may have been away for a day.
    offenders: `
      select 'person ' || o.person_id as offender from sambatan.overdue_refund_accounts('91 days') o`,
  },
  {
    name: 'unique_amounts',
    invariant: 13,
    claim:
      'whoever is asked for an exact sum with a unique part is the only one whom that sum names, and nobody else keeps one',
    offenders: `
      select 'participation ' || p.id || ' is asked for ' || p.owed_by_buyer || ' with a unique part, which is not kept as its own' as offender
      from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
      where p.unique_part is not null and ${asksForUnique}
        and not exists (select from sambatan.unique_amounts u where u.seller_id = c.seller_id and u.amount = p.owed_by_buyer
          and u.participation_id = p.id and u.ended_at is null)
      union all
      select 'unique amount ' || u.amount || ' of ' || u.seller_id || ' is kept for participation ' || u.participation_id
        || ', which is not asked for it'
      from sambatan.unique_amounts u join sambatan.participants p on p.id = u.participation_id
      where u.ended_at is null and (p.unique_part is null or p.owed_by_buyer <> u.amount or not (${asksForUnique}))`,
  },
  {
    name: 'payment_claims',
    claim:
      'who says that they have paid is answered once, in words or by what was received, and by everything that was received since',
    offenders: `
      select 'claim ' || c.id || ' is answered by ' || m.id || ', which is not what was received for it' as offender
      from sambatan.payment_claims c join sambatan.money_records m on m.id = c.record_id
      where (m.participation_id, m.kind) <> (c.participation_id, 'received') or m.reverses is not null or m.created_at <> c.answered_at
      union all
      select 'claim ' || c.id || ' waits, and something was received since by ' || m.id
      from sambatan.payment_claims c join sambatan.money_records m on m.participation_id = c.participation_id
      where c.answered_at is null and m.kind = 'received' and m.reverses is null and m.created_at > c.created_at
      union all
      select 'claim ' || c.id || ': ' || count(a.id) filter (where a.event = 'payment_claimed') || ' times said, '
        || count(a.id) filter (where a.event = 'payment_claim_answered') || ' times answered in words, by events'
      from sambatan.payment_claims c left join sambatan.audit_logs a on a.participant_id = c.participation_id
        and a.event in ('payment_claimed', 'payment_claim_answered') and a.metadata ->> 'claim_id' = c.id::text
      group by c.id
      having count(a.id) filter (where a.event = 'payment_claimed') = 0
        or count(a.id) filter (where a.event = 'payment_claim_answered') <> case when c.answer is null then 0 else 1 end`,
  },
  {
    name: 'claimed_holds',
    claim:
      'a hold that was lengthened because its buyer says that they have paid lasts as long as they were told, and was lengthened once',
    offenders: `
      select 'participation ' || p.id || ' is held until ' || p.hold_expires_at || ', and was told ' || c.hold_extended_to as offender
      from sambatan.payment_claims c join sambatan.participants p on p.id = c.participation_id
      where p.status = 'pending_payment' and p.hold_expires_at < c.hold_extended_to
      union all
      select 'participation ' || c.participation_id || ' was lengthened ' || count(*) || ' times'
      from sambatan.payment_claims c where c.hold_extended_to is not null
      group by c.participation_id having count(*) > 1`,
  },
  {
    name: 'money_holds',
    claim: 'a reservation with money on record has no hold that could end, and one without has none that was set aside',
    offenders: `
      select 'participation ' || p.id || ': ' || p.paid_amount - p.returned_amount || ' on record, hold '
        || coalesce(p.hold_expires_at::text, 'none') as offender
      from sambatan.participants p
      where p.status = 'pending_payment' and case when p.paid_amount > p.returned_amount
        then p.hold_expires_at is not null else p.hold_set_aside is not null end`,
  },
]
