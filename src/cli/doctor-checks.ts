/**
 * What must be true of the data at every commit, asked of the data itself: each check is one SELECT that names whoever
 * breaks a rule, so it sees one snapshot and is right also while the engine is at work. Numbers are those of the
 * invariants (docs/invariants.md); 8 (the order of locks) cannot be seen in data, 7 (time) is asked in doctor-system.ts.
 */
import type { DataCheck } from './data-check.ts'
import { moneyChecks } from './doctor-money-checks.ts'
import { priceChecks } from './doctor-price-checks.ts'
import { waitingChecks } from './doctor-waiting-checks.ts'

const heldSlots = `
  select campaign_id, sum(quantity)::bigint as slots, (count(*) filter (where status <> 'offered'))::int as participations
  from sambatan.participants where sambatan.holds_slots(status) group by campaign_id`

/** The events that are transitions, and the statuses they lead to. */
const campaignMoves = `(values
  ('campaign_published', array['scheduled', 'active']), ('campaign_opened', array['active']),
  ('campaign_full', array['locked']), ('campaign_reopened', array['active']),
  ('campaign_completed', array['fulfilled']), ('campaign_failed', array['expired']),
  ('campaign_cancelled', array['cancelled'])) as move (event, targets)`
const participationMoves = `(values
  ('participant_confirmed', array['confirmed']), ('participant_cancelled', array['cancelled']),
  ('hold_expired', array['cancelled']), ('participant_refunded', array['refunded']),
  ('offer_declined', array['cancelled']), ('offer_expired', array['cancelled']), ('offer_ended', array['cancelled']),
  ('participant_fulfilled', array['fulfilled']), ('participant_unfulfilled', array['confirmed'])) as move (event, targets)`

/**
 * The transitions on record must form a chain: each starts where the one before it ended, the first at the beginning,
 * the last at the present status. So a missing, doubled or wrong event shows, whatever it is. An offer begins as any reservation does.
 */
function brokenChains(subject: string, key: string, moves: string, first: string): string {
  return `
    with step as (
      select a.${key} as key, a.event, case a.metadata ->> 'old_status' when 'offered' then '${first}' else a.metadata ->> 'old_status' end as source, a.metadata ->> 'new_status' as target,
        move.targets,
        lag(a.metadata ->> 'new_status', 1, '${first}') over (partition by a.${key} order by a.id) as reached,
        row_number() over (partition by a.${key} order by a.id desc) as from_last
      from sambatan.audit_logs a join ${moves} on move.event = a.event)
    select subject.label || ': ' || step.event || ' from ' || coalesce(step.source, 'nothing') || ' to '
      || coalesce(step.target, 'nothing') || ', when it was ' || coalesce(step.reached, 'nothing') as offender
    from step join ${subject} subject on subject.id = step.key
    where step.source is distinct from step.reached or step.target is null or step.target <> all (step.targets)
    union all
    select subject.label || ': is ' || subject.status || ', the record ends at ' || coalesce(step.target, '${first}')
    from ${subject} subject left join step on step.key = subject.id and step.from_last = 1
    where subject.status <> coalesce(step.target, '${first}')`
}

const guards = `(values
  ('campaigns', 'guard_campaign_transition'), ('campaigns', 'keep_campaigns_forever'),
  ('campaigns', 'keep_due_of_new'), ('campaigns', 'keep_due_of_changed'),
  ('campaigns', 'trigger_update_sambatan_progress'), ('participants', 'guard_participation_transition'),
  ('participants', 'keep_participants_forever'), ('participants', 'count_participants_added'),
  ('participants', 'count_participants_changed'), ('waiting_entries', 'count_waiting_added'),
  ('waiting_entries', 'count_waiting_changed'), ('money_records', 'count_money'),
  ('money_records', 'keep_money_unchanged'), ('money_records', 'keep_money_forever'), ('audit_logs', 'keep_audit_forever'),
  ('audit_logs', 'enqueue_outbox'), ('campaigns', 'index_added_campaigns'), ('campaigns', 'index_changed_campaign'),
  ('products', 'index_product_name'), ('people', 'index_seller_name_added'),
  ('people', 'index_seller_name_changed')) as guard (table_name, name)`
const rules = `(values
  ('campaigns', 'campaigns_no_oversell_check'), ('campaigns', 'campaigns_full_check'),
  ('campaigns', 'campaigns_progress_check'), ('campaigns', 'campaigns_minimum_slots_check'),
  ('campaigns', 'campaigns_final_times_check'), ('campaign_items', 'campaign_items_taken_check'),
  ('item_tiers', 'item_tiers_taken_check'), ('campaigns', 'campaigns_counting_check'), ('campaigns', 'campaigns_settling_check'), ('idempotency_keys', 'idempotency_keys_pkey')) as rule (table_name, name)`

export const dataChecks: DataCheck[] = [
  {
    name: 'filled_slots',
    invariant: 1,
    claim: 'filled_slots is the sum of what live participations hold',
    offenders: `
      select c.slug || ': filled_slots ' || c.filled_slots || ', held ' || coalesce(held.slots, 0) as offender
      from sambatan.campaigns c left join (${heldSlots}) held on held.campaign_id = c.id
      where c.filled_slots <> coalesce(held.slots, 0)`,
  },
  {
    name: 'no_oversell',
    invariant: 1,
    claim: 'no campaign holds more slots than it has',
    offenders: `
      select c.slug || ': ' || greatest(c.filled_slots, held.slots) || ' of ' || c.total_slots || ' slots' as offender
      from sambatan.campaigns c left join (${heldSlots}) held on held.campaign_id = c.id
      where greatest(c.filled_slots, held.slots) > c.total_slots`,
  },
  {
    name: 'full_means_full',
    invariant: 2,
    claim: 'an open campaign is full exactly when every slot is taken, and one that has not opened is empty',
    offenders: `
      select slug || ': ' || status || ' with ' || filled_slots || ' of ' || total_slots || ' slots' as offender
      from sambatan.campaigns
      where (status in ('active', 'locked') and settling_since is null and (status = 'locked') <> (filled_slots = total_slots))
        or (status in ('draft', 'scheduled') and filled_slots <> 0)`,
  },
  {
    name: 'all_or_nothing',
    invariant: 3,
    claim: 'completed campaigns have nobody reserved, failed and cancelled ones nobody reserved or confirmed',
    offenders: `
      select c.slug || ' (' || c.status || '): ' || p.status || ' participation ' || p.id as offender
      from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
      where (c.status = 'fulfilled' and p.status in ('pending_payment', 'offered'))
        or (c.status in ('expired', 'cancelled') and p.status in ('pending_payment', 'offered', 'confirmed'))
        or (c.status <> 'fulfilled' and p.status = 'fulfilled')`,
  },
  {
    name: 'acknowledged_joins',
    invariant: 4,
    claim: 'every join on record, and every answer to an Idempotency-Key, has its participation',
    offenders: `
      select 'event ' || a.id || ': no participation ' || coalesce(a.participant_id::text, 'named') as offender
      from sambatan.audit_logs a
      where a.event = 'participant_joined'
        and not exists (select from sambatan.participants p where p.id = a.participant_id)
      union all
      select 'key ' || k.key || ': no participation ' || k.participant_id
      from sambatan.idempotency_keys k
      where k.participant_id is not null
        and not exists (select from sambatan.participants p where p.id = k.participant_id)`,
  },
  {
    name: 'once_per_key',
    invariant: 5,
    // A key of a join remembers only the participation; those of later requests about it remember an answer as well.
    claim: 'no join was made for two Idempotency-Keys, and no key is without its effect',
    offenders: `
      select 'participation ' || k.participant_id || ': ' || count(*) || ' keys' as offender
      from sambatan.idempotency_keys k
      where k.response is null and k.participant_id is not null
      group by k.participant_id having count(*) > 1
      union all
      select 'key ' || k.key || ': no effect'
      from sambatan.idempotency_keys k where k.response is null and k.participant_id is null`,
  },
  {
    name: 'joined_once',
    invariant: 6,
    claim:
      'every participation has exactly one participant_joined event, in its own campaign; what is on offer, or was never claimed, has none',
    offenders: `
      select 'participation ' || p.id || ': ' || coalesce(joined.events, 0) || ' participant_joined events' as offender
      from sambatan.participants p left join (
        select participant_id, campaign_id, count(*) as events from sambatan.audit_logs
        where event = 'participant_joined' group by 1, 2
      ) joined on joined.participant_id = p.id and joined.campaign_id = p.campaign_id
      where coalesce(joined.events, 0) <> case when p.offered_at is not null and p.claimed_at is null then 0 else 1 end`,
  },
  {
    name: 'participation_history',
    invariant: 6,
    claim: "each participation's events lead to its status, step by step",
    offenders: brokenChains(
      `(select id, case when status = 'offered' then 'pending_payment' else status::text end as status,
        'participation ' || id as label from sambatan.participants)`,
      'participant_id',
      participationMoves,
      'pending_payment',
    ),
  },
  {
    name: 'campaign_history',
    invariant: 6,
    claim: "each campaign's events lead to its status, step by step",
    offenders: brokenChains(
      `(select id, status::text as status, slug as label from sambatan.campaigns)`,
      'campaign_id',
      campaignMoves,
      'draft',
    ),
  },
  {
    name: 'created_once',
    invariant: 6,
    claim: 'every campaign has exactly one campaign_created event',
    offenders: `
      select c.slug || ': ' || coalesce(created.events, 0) || ' campaign_created events' as offender
      from sambatan.campaigns c left join (
        select campaign_id, count(*) as events from sambatan.audit_logs where event = 'campaign_created' group by 1
      ) created on created.campaign_id = c.id
      where coalesce(created.events, 0) <> 1`,
  },
  {
    name: 'events_known',
    invariant: 6,
    claim: 'every event of a campaign is about one that exists, and a participation of that campaign',
    offenders: `
      select 'event ' || a.id || ' (' || a.event || '): no campaign ' || a.campaign_id as offender
      from sambatan.audit_logs a
      where a.campaign_id is not null and not exists (select from sambatan.campaigns c where c.id = a.campaign_id)
      union all
      select 'event ' || a.id || ' (' || a.event || '): no participation ' || a.participant_id || ' in its campaign'
      from sambatan.audit_logs a
      where a.participant_id is not null and not exists (
        select from sambatan.participants p where p.id = a.participant_id and p.campaign_id = a.campaign_id)`,
  },
  {
    name: 'outbox_known',
    invariant: 6,
    claim: 'every outbox row hands on an event that is on record',
    offenders: `
      select 'outbox ' || o.audit_id || ': no such event of ' || coalesce('campaign ' || o.campaign_id, 'no campaign') as offender
      from sambatan.outbox o
      where not exists (
        select from sambatan.audit_logs a where a.id = o.audit_id and a.campaign_id is not distinct from o.campaign_id)`,
  },
  {
    name: 'progress',
    invariant: 9,
    claim: 'progress is filled_slots / total_slots * 100, rounded to 2 decimals',
    offenders: `
      select slug || ': progress ' || progress || ' with ' || filled_slots || ' of ' || total_slots as offender
      from sambatan.campaigns where progress <> round(filled_slots * 100.0 / total_slots, 2)`,
  },
  {
    name: 'participant_count',
    claim: 'participant_count is the number of live participations',
    offenders: `
      select c.slug || ': participant_count ' || c.participant_count || ', live ' || coalesce(held.participations, 0)
        as offender
      from sambatan.campaigns c left join (${heldSlots}) held on held.campaign_id = c.id
      where c.participant_count <> coalesce(held.participations, 0)`,
  },
  {
    name: 'contribution',
    invariant: 10,
    claim: 'contribution is the sum of what live participations come to, in the end once that is known',
    offenders: `
      select c.slug || ': contribution ' || c.contribution || ', live ' || coalesce(held.amount, 0) as offender
      from sambatan.campaigns c left join (
        select p.campaign_id, sum(coalesce(p.final_amount, p.amount)) as amount from sambatan.participants p
        where sambatan.is_live(p.status) group by 1
      ) held on held.campaign_id = c.id
      where c.contribution <> coalesce(held.amount, 0)`,
  },
  {
    name: 'confirmed_slots',
    invariant: 1,
    claim: 'confirmed_slots is the sum of what confirmed and received participations hold',
    offenders: `
      select c.slug || ': confirmed_slots ' || c.confirmed_slots || ', held ' || coalesce(held.slots, 0) as offender
      from sambatan.campaigns c left join (
        select p.campaign_id, sum(p.quantity) as slots from sambatan.participants p
        where p.status in ('confirmed', 'fulfilled') group by 1
      ) held on held.campaign_id = c.id
      where c.confirmed_slots <> coalesce(held.slots, 0)`,
  },
  {
    name: 'settling',
    invariant: 7,
    claim: 'only what is past its deadline, open and counts confirmed slots is settling',
    offenders: `
      select c.slug || ': ' || c.status || ', settling since ' || c.settling_since || ', deadline ' || c.deadline as offender
      from sambatan.campaigns c
      where c.settling_since is not null
        and (c.deadline > sambatan.now() or c.status not in ('active', 'locked') or c.goal_counts <> 'confirmed')`,
  },
  {
    name: 'due',
    invariant: 7,
    claim: 'whatever falls due for a campaign is noted, and at no later time',
    offenders: `
      select c.slug || ': ' || wanted.kind || ' at ' || wanted.due_at || ' is not noted' as offender
      from sambatan.due_moments(array(
        select id from sambatan.campaigns where status in ('scheduled', 'active', 'locked'))) wanted
      join sambatan.due_kinds k on k.kind = wanted.kind and not k.reminder
      join sambatan.campaigns c on c.id = wanted.campaign_id
      where wanted.due_at is not null and not exists (
        select from sambatan.campaign_due d
        where d.campaign_id = c.id and d.kind = wanted.kind and d.due_at <= wanted.due_at)`,
  },
  {
    name: 'participations_known',
    claim: 'every participation belongs to a campaign that exists',
    offenders: `
      select 'participation ' || p.id || ': no campaign ' || p.campaign_id as offender
      from sambatan.participants p
      where not exists (select from sambatan.campaigns c where c.id = p.campaign_id)`,
  },
  {
    name: 'amounts',
    invariant: 10,
    claim: "every participation has agreed to what its lines cost, in its campaign's currency, and holds their slots",
    offenders: `
      select c.slug || ': participation ' || p.id || ' owes ' || p.currency || ' ' || p.amount || ' for ' || p.quantity
        || ' instead of ' || c.currency || ' ' || l.amount || case when sambatan.is_live(p.status) then ' for ' || l.slots else '' end
        as offender
      from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
      cross join lateral (
        select sambatan.quote(c, p.quantity) as amount, p.quantity::bigint as slots where p.lines is null
        union all
        select coalesce(sum(o.units * o.price), 0)::bigint,
          coalesce(sum(o.units::bigint * i.slots_per_unit) filter (where not o.dropped), 0)::bigint
        from sambatan.lines_of(p.lines) o
        left join sambatan.campaign_items i on i.campaign_id = p.campaign_id and i.number = o.item
        having p.lines is not null
      ) l
      where p.amount <> l.amount or p.currency <> c.currency or sambatan.is_live(p.status) and p.quantity <> l.slots
        or c.itemized and p.lines is null`,
  },
  ...priceChecks,
  ...moneyChecks,
  ...waitingChecks,
  {
    name: 'buyer_limit',
    claim: 'nobody holds more slots of a campaign than it allows per buyer',
    offenders: `
      select c.slug || ': ' || p.user_id || ' holds ' || sum(p.quantity) || ' of at most ' || c.max_per_buyer as offender
      from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
      where c.max_per_buyer is not null and sambatan.holds_slots(p.status)
      group by c.id, p.user_id having sum(p.quantity) > c.max_per_buyer`,
  },
  {
    name: 'closing',
    claim: 'a campaign has the marks of its end exactly when it has ended',
    offenders: `
      select slug || ': ' || status || case when closed_slots is null then ' without' else ' with' end || ' closed_slots'
        as offender
      from sambatan.campaigns
      where num_nonnulls(closed_slots, closed_contribution)
        <> case when status in ('fulfilled', 'expired', 'cancelled') then 2 else 0 end`,
  },
  {
    name: 'photos',
    claim: 'every photo has blobs that nobody may remove, and those of a campaign stand in a row',
    offenders: `
      select c.slug || ': photo ' || p.id || case when b.key is null then ' without blobs' else ' with unused blobs' end
        as offender
      from sambatan.campaign_photos p join sambatan.campaigns c on c.id = p.campaign_id
      left join sambatan.photo_blobs b on b.key = p.blob_key
      where b.key is null or b.unused_since is not null
      union all
      select c.slug || ': ' || count(*) || ' photos, the last at place ' || max(p.position) + 1
      from sambatan.campaign_photos p join sambatan.campaigns c on c.id = p.campaign_id
      group by c.id having max(p.position) + 1 <> count(*)`,
  },
  {
    name: 'search',
    claim: 'every campaign can be searched, by the names that its product and seller have, and nothing else can',
    offenders: `
      select coalesce(c.slug, 'campaign ' || s.campaign_id) || case
          when s.campaign_id is null then ': cannot be searched'
          when c.id is null then ': does not exist, but can be searched'
          else ': is searched by another name than its product or seller has' end as offender
      from (sambatan.campaigns c
          join sambatan.products p on p.id = c.product_id
          left join sambatan.people seller on seller.id = c.seller_id)
        full join sambatan.campaign_search s on s.campaign_id = c.id
      where s.campaign_id is null or c.id is null
        or (s.product <> sambatan.search_words(p.name)
          and not exists (select from sambatan.search_backlog b where (b.kind, b.id) = ('product', p.id::text)))
        or (s.seller <> sambatan.search_words(sambatan.displayed_name(seller.name))
          and not exists (select from sambatan.search_backlog b where (b.kind, b.id) = ('seller', seller.id)))
      union all
      select 'a new name of the ' || b.kind || ' ' || b.id || ' has not reached all of its campaigns for an hour'
      from sambatan.search_backlog b where b.since < sambatan.now() - interval '1 hour'`,
  },
  {
    name: 'guards',
    claim: 'the triggers and constraints that guard all this are in place',
    offenders: `
      select 'trigger ' || guard.name || case when t.oid is null then ' is missing' else ' is disabled' end as offender
      from ${guards}
      left join pg_trigger t on t.tgname = guard.name and t.tgrelid = to_regclass('sambatan.' || guard.table_name)
      where t.oid is null or t.tgenabled not in ('O', 'A')
      union all
      select 'constraint ' || rule.name || case when k.oid is null then ' is missing' else ' was never validated' end
      from ${rules}
      left join pg_constraint k on k.conname = rule.name and k.conrelid = to_regclass('sambatan.' || rule.table_name)
      where k.oid is null or not k.convalidated`,
  },
  {
    name: 'row_level_security',
    claim: 'row level security is on for every table',
    offenders: `
      select 'table ' || relname as offender from pg_class
      where relnamespace = to_regnamespace('sambatan') and relkind in ('r', 'p') and not relrowsecurity`,
  },
]
