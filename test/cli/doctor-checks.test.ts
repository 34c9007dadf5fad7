/** Every check of doctor must be able to fail: each test damages seeded data in one way, past every guard, and undoes it. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { dataChecks } from '../../src/cli/doctor-checks.ts'
import { type CheckResult, runChecks } from '../../src/cli/run-data-checks.ts'
import type { Database } from '../../src/db/index.ts'
import { seedDemo } from '../../src/seed/index.ts'
import { onEachDatabase } from '../support/databases.ts'

const campaign = (slug: string) => `(select id from sambatan.campaigns where slug like '${slug}-%' limit 1)`
const giling = campaign('kopi-subuh-giling-kedua')
const perdana = campaign('melati-senja-batch-perdana')
const gaharu = campaign('gaharu-lawas-24-botol-bernomor')
const sizes = campaign('melati-senja-tiga-ukuran')
const oneOf = (id: string, status: string) =>
  `(select id from sambatan.participants where campaign_id = ${id} and status = '${status}' order by id limit 1)`
const event = (campaignId: string, participantId: string, name: string, metadata = '{}') => `
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  values (${campaignId}, ${participantId}, '${name}', 'test', '${metadata}', sambatan.now())`
const photo = (position: number, kind: string, unusedSince = 'null') => `
  with blobs as (
    insert into sambatan.photo_blobs values (repeat('${kind}', 32), array[480], ${unusedSince}) returning key
  )
  insert into sambatan.campaign_photos
    (id, campaign_id, position, content_hash, blob_key, width, height, color, widths, bytes, created_at)
  select gen_random_uuid(), ${giling}, ${position}, sha256('${kind}'), key, 480, 320, '#7b1e4f', array[480],
    array[9000], sambatan.now() from blobs`
const waits = (campaign: string, participation = 'null::uuid') => `
  insert into sambatan.waiting_entries
    (id, campaign_id, user_id, quantity, shipping_address, participation_id, created_at, updated_at)
  select gen_random_uuid(), c.id, 'sabar', c.min_per_buyer, 'Jalan Kenanga 2', ${participation}, sambatan.now(), sambatan.now()
  from sambatan.campaigns c where c.id = ${campaign}`
const waited = (entry: string, place: number, quantity = 1, event = 'waiting_joined', more = '') => `
  insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at, subject, subject_id)
  values (${giling}, '${event}', 'user:sabar', '{"quantity": ${quantity}, "place": "${place}"${more}}', sambatan.now(), 'waiting_entry', '${entry}')`
const [first, second] = ['0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a01', '0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a02']
/** Of one slot, to an entry. */
const offered = (entry: string, place: number, free: number, quantity = 1) => `
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  select campaign_id, id, 'offer_made', 'scheduler', '{"entry_id": "${entry}", "quantity": ${quantity}, "amount": 0, "place": "${place}",
    "free_slots": ${free}, "passed": []}', sambatan.now()
  from sambatan.participants where id = ${oneOf(giling, 'confirmed')}`
/** Somebody who waits in the demo. */
const waiter = `(select w.id from sambatan.waiting_entries w join sambatan.campaigns c on c.id = w.campaign_id
  where w.ended_at is null and w.participation_id is null and not c.itemized order by w.place limit 1)`
const drop = (constraint: string) => `alter table sambatan.campaigns drop constraint ${constraint}`

interface Damage {
  what: string
  by: string[]
  /** Every check that must find it; no other may. */
  found: string[]
  naming: RegExp
}

const damages: Damage[] = [
  {
    what: 'confirmed slots that nobody holds',
    by: [`update sambatan.campaigns set confirmed_slots = confirmed_slots + 1 where id = ${giling}`],
    found: ['confirmed_slots'],
    naming: /^kopi-subuh-giling-kedua-\w+: confirmed_slots \d+, held \d+$/,
  },
  {
    what: 'a campaign that settles before its deadline',
    by: [
      drop('campaigns_settling_check'),
      `update sambatan.campaigns set settling_since = sambatan.now() where id = ${giling}`,
    ],
    found: ['settling', 'guards', 'due'],
    naming: /^kopi-subuh-giling-kedua-\w+: active, settling since /,
  },
  {
    what: 'a campaign that no search finds',
    by: [`delete from sambatan.campaign_search where campaign_id = ${giling}`],
    found: ['search'],
    naming: /^kopi-subuh-giling-kedua-\w+: cannot be searched$/,
  },
  {
    what: 'something to be found that is not there',
    by: [
      `insert into sambatan.campaign_search (campaign_id, story, product, seller) values (gen_random_uuid(), '', '', '')`,
    ],
    found: ['search'],
    naming: /^campaign [0-9a-f-]+: does not exist, but can be searched$/,
  },
  {
    what: 'a campaign that is found by a name that its seller no longer has',
    by: [`update sambatan.campaign_search set seller = 'lain' where campaign_id = ${giling}`],
    found: ['search'],
    naming: /^kopi-subuh-giling-kedua-\w+: is searched by another name than/,
  },
  {
    what: 'a new name that never reached all campaigns of its seller',
    by: [
      `insert into sambatan.search_backlog (kind, id, renaming, since)
        values ('seller', 'lain', gen_random_uuid(), sambatan.now() - interval '2 hours')`,
    ],
    found: ['search'],
    naming: /^a new name of the seller lain has not reached/,
  },
  {
    what: 'a counter that is one too low',
    by: [
      `update sambatan.campaigns set filled_slots = filled_slots - 1,
        progress = round((filled_slots - 1) * 100.0 / total_slots, 2) where id = ${giling}`,
    ],
    found: ['filled_slots'],
    naming: /^kopi-subuh-giling-kedua-\w+: filled_slots 16, held 17$/,
  },
  {
    what: 'more slots held than there are',
    by: [
      `update sambatan.participants p set quantity = 40, amount = 40 * c.price_per_slot
        from sambatan.campaigns c where c.id = p.campaign_id and p.id = ${oneOf(giling, 'confirmed')}`,
    ],
    found: ['no_oversell', 'filled_slots', 'contribution', 'confirmed_slots', 'agreed_amounts'],
    naming: /^kopi-subuh-giling-kedua-\w+: \d+ of 36 slots$/,
  },
  {
    what: 'a line that counts another price than was agreed',
    by: [
      `update sambatan.participants set lines = jsonb_set(lines, '{0,price}', '1') where id = ${oneOf(sizes, 'confirmed')}`,
    ],
    found: ['amounts'],
    naming: /^melati-senja-tiga-ukuran-\w+: participation \S+ owes IDR \d+ for \d+ instead of IDR \d+/,
  },
  {
    what: 'an amount and its line that rose together after they were agreed',
    by: [
      `update sambatan.participants set amount = amount + (lines -> 0 ->> 'units')::int,
        lines = jsonb_set(lines, '{0,price}', to_jsonb((lines -> 0 ->> 'price')::bigint + 1)) where id = ${oneOf(sizes, 'confirmed')}`,
    ],
    found: ['agreed_amounts', 'contribution'],
    naming: /^participation \S+: owes \d+, agreed to \d+$/,
  },
  {
    what: 'units of an item that nobody ordered',
    by: [
      `update sambatan.campaign_items set units_taken = units_taken + 1 where campaign_id = ${sizes} and number = 1`,
    ],
    found: ['units'],
    naming: /^melati-senja-tiga-ukuran-\w+: 10 ml counts 15 units, ordered 14 of any$/,
  },
  {
    what: 'units at a price of which there are fewer',
    by: [
      'alter table sambatan.item_tiers drop constraint item_tiers_taken_check',
      `update sambatan.item_tiers set units = 5 where campaign_id = ${sizes} and item = 3`,
    ],
    found: ['units', 'guards'],
    naming: /^melati-senja-tiga-ukuran-\w+: tier 1 of item 3 counts 13 units, ordered 13 of 5$/,
  },
  {
    what: 'an item that is left out while its campaign is open',
    by: [`update sambatan.campaign_items set dropped_at = sambatan.now() where campaign_id = ${sizes} and number = 1`],
    found: ['dropped_items'],
    naming: /: 10 ml is left out, while the campaign is active$/,
  },
  {
    what: 'somebody who pays less in the end than by the rule for all',
    by: [`update sambatan.participants set final_amount = final_amount - 1 where id = ${oneOf(perdana, 'confirmed')}`],
    found: ['final_amounts', 'contribution'],
    naming: /: participation \S+ pays \d+ in the end instead of \d+$/,
  },
  {
    what: 'a campaign called full that is not',
    by: [
      drop('campaigns_full_check'),
      `update sambatan.campaigns set status = 'locked', locked_at = sambatan.now() where id = ${giling}`,
    ],
    found: ['full_means_full', 'campaign_history', 'guards'],
    naming: /: locked with 17 of 36 slots$/,
  },
  {
    what: 'somebody left reserved in a completed campaign',
    by: [`update sambatan.participants set status = 'pending_payment' where id = ${oneOf(perdana, 'confirmed')}`],
    found: ['all_or_nothing', 'participation_history', 'confirmed_slots'],
    naming: /^melati-senja-batch-perdana-\w+ \(fulfilled\): pending_payment participation /,
  },
  {
    what: 'a participation that was lost',
    by: [`delete from sambatan.participants where id = ${oneOf(giling, 'confirmed')}`],
    found: [
      'acknowledged_joins',
      'filled_slots',
      'participant_count',
      'contribution',
      'confirmed_slots',
      'events_known',
    ],
    naming: /^event \d+: no participation /,
  },
  {
    what: 'an answered key whose participation was lost',
    by: [
      `insert into sambatan.idempotency_keys (scope, key, request_hash, participant_id, created_at)
        values ('s', 'kunci', sha256('x'), gen_random_uuid(), sambatan.now())`,
    ],
    found: ['acknowledged_joins'],
    naming: /^key kunci: no participation /,
  },
  {
    what: 'one join for two keys',
    by: [
      `insert into sambatan.idempotency_keys (scope, key, request_hash, participant_id, created_at)
        select 's', key, sha256('x'), ${oneOf(giling, 'confirmed')}, sambatan.now() from unnest(array['a', 'b']) key`,
    ],
    found: ['once_per_key'],
    naming: /^participation .*: 2 keys$/,
  },
  {
    what: 'a join recorded twice',
    by: [event(giling, oneOf(giling, 'confirmed'), 'participant_joined')],
    found: ['joined_once'],
    naming: /: 2 participant_joined events$/,
  },
  {
    what: 'a join that is not on record',
    by: [
      `delete from sambatan.audit_logs where event = 'participant_joined' and participant_id = ${oneOf(giling, 'confirmed')}`,
    ],
    found: ['joined_once'],
    naming: /: 0 participant_joined events$/,
  },
  {
    what: 'an event that waits to be handed on and is not on record',
    by: ['insert into sambatan.outbox (audit_id) values (999999999)'],
    found: ['outbox_known'],
    naming: /^outbox 999999999: no such event of no campaign$/,
  },
  {
    what: 'a confirmation recorded twice',
    by: [
      event(
        giling,
        oneOf(giling, 'confirmed'),
        'participant_confirmed',
        '{"old_status": "pending_payment", "new_status": "confirmed"}',
      ),
    ],
    found: ['participation_history'],
    naming: /: participant_confirmed from pending_payment to confirmed, when it was confirmed$/,
  },
  {
    what: 'a status that no event led to',
    by: [`update sambatan.participants set status = 'confirmed' where id = ${oneOf(giling, 'pending_payment')}`],
    found: ['participation_history', 'confirmed_slots'],
    naming: /: is confirmed, the record ends at pending_payment$/,
  },
  {
    what: 'an event that names another outcome than its own',
    by: [
      event(giling, 'null', 'campaign_full', '{"old_status": "active", "new_status": "cancelled"}'),
      event(giling, 'null', 'campaign_reopened', '{"old_status": "cancelled", "new_status": "active"}'),
    ],
    found: ['campaign_history'],
    naming: /: campaign_full from active to cancelled, when it was active$/,
  },
  {
    what: 'a publication that is not on record',
    by: [
      `delete from sambatan.outbox where audit_id in (select id from sambatan.audit_logs where campaign_id = ${giling})`,
      `delete from sambatan.audit_logs where event = 'campaign_published' and campaign_id = ${giling}`,
    ],
    found: ['campaign_history'],
    naming: /: is active, the record ends at draft$/,
  },
  {
    what: 'a creation recorded twice',
    by: [event(giling, 'null', 'campaign_created')],
    found: ['created_once'],
    naming: /: 2 campaign_created events$/,
  },
  {
    what: 'an event about no campaign',
    by: [event('gen_random_uuid()', 'null', 'campaign_updated')],
    found: ['events_known'],
    naming: /\(campaign_updated\): no campaign /,
  },
  {
    what: 'an outbox row for nothing',
    by: [`insert into sambatan.outbox (audit_id, campaign_id) values (999999999, ${giling})`],
    found: ['outbox_known'],
    naming: /^outbox 999999999: /,
  },
  {
    what: 'progress that is not true',
    by: [drop('campaigns_progress_check'), `update sambatan.campaigns set progress = 1.5 where id = ${giling}`],
    found: ['progress', 'guards'],
    naming: /: progress 1.50 with 17 of 36$/,
  },
  {
    what: 'a wrong number of participants',
    by: [`update sambatan.campaigns set participant_count = participant_count + 1 where id = ${giling}`],
    found: ['participant_count'],
    naming: /: participant_count \d+, live \d+$/,
  },
  {
    what: 'a participation of no campaign',
    by: [
      `insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, status, shipping_address, joined_at, updated_at)
        values ('019a0000-0000-7000-8000-000000000001', gen_random_uuid(), 'u', 1, 1, 'IDR', 'pending_payment', '', sambatan.now(), sambatan.now())`,
    ],
    found: ['participations_known', 'joined_once'],
    naming: /^participation 019a0000-0000-7000-8000-000000000001: no campaign /,
  },
  {
    what: 'an amount that is not what so many slots cost',
    by: [`update sambatan.participants set amount = amount + 1 where id = ${oneOf(giling, 'confirmed')}`],
    found: ['amounts', 'agreed_amounts', 'contribution'],
    naming: /owes IDR \d+ for \d instead of IDR \d+ for \d$/,
  },
  {
    what: 'a sum that is not that of its amounts',
    by: [`update sambatan.campaigns set contribution = contribution + 1 where id = ${giling}`],
    found: ['contribution'],
    naming: /^kopi-subuh-giling-kedua-\w+: contribution \d+, live \d+$/,
  },
  {
    what: 'a sum of money that nobody put on record',
    by: [`update sambatan.participants set paid_amount = paid_amount + 1 where id = ${oneOf(giling, 'confirmed')}`],
    found: ['money_sums'],
    naming: /^participation \S+: paid \d+1, sent back 0, waived 0, given up 0; on record \d+0, 0, 0, 0$/,
  },
  {
    what: 'a reversal of less than was recorded',
    by: [`update sambatan.money_records set amount = amount - 1 where reverses is not null`],
    found: ['money_reversals', 'money_sums'],
    naming: /^record \S+ does not undo \S+$/,
  },
  {
    what: 'money on record of which no event tells',
    by: [
      `update sambatan.audit_logs set metadata = metadata - 'record_id' where event = 'money_recorded' and campaign_id = ${giling}`,
    ],
    found: ['money_events'],
    naming: /^record \S+: 0 events$/,
  },
  {
    what: 'an account that nobody has needed for months',
    by: [
      `insert into sambatan.refund_accounts (person_id, provider, sealed, changed_at)
      select id, 'bca', 'x', sambatan.now() - interval '92 days' from sambatan.people where id = 'demo-operator'`,
    ],
    found: ['refund_accounts'],
    naming: /^person demo-operator$/,
  },
  {
    what: 'an exact sum that nobody keeps for who is asked for it',
    by: [
      `delete from sambatan.unique_amounts where (seller_id, amount) = (select seller_id, amount from sambatan.unique_amounts
        where ended_at is null order by amount limit 1)`,
    ],
    found: ['unique_amounts'],
    naming: /^participation \S+ is asked for \d+ with a unique part, which is not kept as its own$/,
  },
  {
    what: 'a sum that is kept for an order which is not asked for it',
    by: [
      `update sambatan.unique_amounts set ended_at = null
        where (seller_id, amount) = (select seller_id, amount from sambatan.unique_amounts where ended_at is not null order by amount limit 1)`,
    ],
    found: ['unique_amounts'],
    naming: /^unique amount \d+ of \S+ is kept for participation \S+, which is not asked for it$/,
  },
  {
    what: 'a claim of which no event tells',
    by: [`update sambatan.audit_logs set metadata = metadata - 'claim_id' where event = 'payment_claimed'`],
    found: ['payment_claims'],
    naming: /^claim \S+: 0 times said, /,
  },
  {
    what: 'a claim that waits, though its money was received',
    by: [
      `update sambatan.payment_claims set answered_at = null, answered_by = null, answer = null, created_at = '2020-01-01',
        participation_id = ${oneOf(giling, 'confirmed')} where id = (select min(id::text)::uuid from sambatan.payment_claims)`,
    ],
    found: ['payment_claims'],
    naming: /^claim \S+ waits, and something was received since by \S+$/,
  },
  {
    what: 'a hold that was lengthened twice',
    by: [
      `update sambatan.payment_claims set hold_extended_to = created_at, answered_at = created_at, answered_by = 'test', record_id = null,
        answer = 'Belum masuk'`,
      `insert into sambatan.payment_claims
      select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from sambatan.payment_claims c`,
    ],
    found: ['claimed_holds', 'payment_claims'],
    naming: /^participation \S+ was lengthened 2 times$/,
  },
  {
    what: 'a hold that was set aside for no money',
    by: [`update sambatan.participants set hold_set_aside = now() where id = ${oneOf(giling, 'pending_payment')}`],
    found: ['money_holds'],
    naming: /^participation \S+: 0 on record, hold /,
  },
  {
    what: 'a wrong count of those who wait',
    by: [`update sambatan.campaigns set waiting_count = waiting_count + 1 where id = ${giling}`],
    found: ['waiting_counts'],
    naming: /^kopi-subuh-giling-kedua-\w+: waiting_count 1 of 0, offered_slots 0 of 0$/,
  },
  {
    what: 'somebody who waits for what is free',
    by: [waits(giling)],
    found: ['nobody_waits_in_vain', 'waiting_counts', 'waiting_on_record'],
    naming: /^kopi-subuh-giling-kedua-\w+: entry \S+ waits for \d+, and \d+ are free$/,
  },
  {
    what: 'somebody who waits for what is over',
    by: [waits(`(select id from sambatan.campaigns where status = 'fulfilled' limit 1)`)],
    found: ['waiting_lists', 'waiting_counts', 'waiting_on_record'],
    naming: /^entry \S+: waits for \S+, which is fulfilled$/,
  },
  {
    what: 'an entry that is offered what is no offer',
    by: [waits(giling, oneOf(giling, 'confirmed'))],
    found: ['offers_held'],
    naming: /^entry \S+: waits, and what it was offered is confirmed$/,
  },
  {
    what: 'an offer that nobody made',
    by: [
      `update sambatan.participants set offered_at = now(), claimed_at = now() where id = ${oneOf(giling, 'confirmed')}`,
    ],
    found: ['offered_once'],
    naming: /^participation \S+: 0 offer_made events$/,
  },
  {
    what: 'an offer out of turn',
    by: [waited(first, 1), waited(second, 2), offered(second, 2, 1)],
    found: ['first_come_first_served'],
    naming: new RegExp(`^offer \\S+: entry ${first} stood before it, for 1 of 1 free slots$`),
  },
  {
    what: 'an offer to an entry whose beginning is gone from the log',
    by: [waited(first, 1), offered(second, 2, 1)],
    found: ['first_come_first_served'],
    naming: new RegExp(`^offer \\S+: entry ${second} did not stand on the list$`),
  },
  {
    what: 'a second offer to an entry that had left',
    by: [waited(first, 1), waited(first, 1, 1, 'waiting_ended', ', "cause": "left"'), offered(first, 1, 1)],
    found: ['first_come_first_served'],
    naming: new RegExp(`^offer \\S+: entry ${first} did not stand on the list$`),
  },
  {
    what: 'an offer at another place than its entry had',
    by: [waited(first, 7), offered(first, 1, 1)],
    found: ['first_come_first_served'],
    naming: new RegExp(`^offer \\S+: made at 1 for 1, entry ${first} stood at 7 for 1$`),
  },
  {
    what: 'an offer of more than was free',
    by: [waited(first, 1, 2), offered(first, 1, 1, 2)],
    found: ['first_come_first_served'],
    naming: /^offer \S+: 2 slots of 1 that were free$/,
  },
  {
    what: 'a place that is not the one on record',
    by: [`update sambatan.waiting_entries set place = place - 1000 where id = ${waiter}`],
    found: ['waiting_on_record'],
    naming: /^entry \S+: waits at -\d+ for \d+, on record at \d+ for \d+$/,
  },
  {
    what: 'a move without a reason',
    by: [waited(first, 2), waited(first, 1, 1, 'waiting_moved', ', "old_place": "2", "reason": " "')],
    found: ['waiting_on_record'],
    naming: new RegExp(`^entry ${first}: moved up without a reason$`),
  },
  {
    what: 'a stranger who joined past the list',
    by: [
      `insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
      select w.campaign_id, p.id, 'participant_changed', 'user:test',
        jsonb_build_object('quantity', p.quantity, 'amount', p.amount, 'old_quantity', p.quantity - w.quantity, 'old_amount', 0),
        sambatan.now()
      from sambatan.waiting_entries w
      join sambatan.participants p on p.campaign_id = w.campaign_id and p.status = 'confirmed' where w.id = ${waiter} limit 1`,
    ],
    found: ['nobody_jumped_the_queue'],
    naming: /^participation \S+: took \d+ slots, and entry \S+ stood on the list for \d+$/,
  },
  {
    what: 'a deadline that nothing will notice',
    by: [`delete from sambatan.campaign_due where campaign_id = ${giling} and kind = 'deadline'`],
    found: ['due'],
    naming: /^kopi-subuh-giling-kedua-\w+: deadline at .* is not noted$/,
  },
  {
    what: 'a buyer above the limit',
    by: [`update sambatan.participants set user_id = 'tamak' where campaign_id = ${gaharu}`],
    found: ['buyer_limit'],
    naming: /: tamak holds 9 of at most 2$/,
  },
  {
    what: 'an open campaign with the mark of an end',
    by: [`update sambatan.campaigns set closed_slots = 3 where id = ${giling}`],
    found: ['closing'],
    naming: /: active with closed_slots$/,
  },
  {
    what: 'a photo whose blobs may be removed',
    by: [photo(0, 'a', 'sambatan.now()')],
    found: ['photos'],
    naming: /: photo .* with unused blobs$/,
  },
  {
    what: 'a photo whose blobs are forgotten',
    by: [photo(0, 'a'), 'delete from sambatan.photo_blobs'],
    found: ['photos'],
    naming: /: photo .* without blobs$/,
  },
  {
    what: 'photos with a gap',
    by: [photo(0, 'a'), photo(2, 'b')],
    found: ['photos'],
    naming: /: 2 photos, the last at place 3$/,
  },
  {
    what: 'a guard that was switched off',
    by: ['alter table sambatan.audit_logs disable trigger keep_audit_forever'],
    found: ['guards'],
    naming: /^trigger keep_audit_forever is disabled$/,
  },
  {
    what: 'a guard that is gone',
    by: ['drop trigger enqueue_outbox on sambatan.audit_logs'],
    found: ['guards'],
    naming: /^trigger enqueue_outbox is missing$/,
  },
  {
    what: 'a table open to everybody',
    by: ['alter table sambatan.participants disable row level security'],
    found: ['row_level_security'],
    naming: /^table participants$/,
  },
]

describe('the damages', () => {
  it('leave no check untested', () => {
    expect(new Set(damages.flatMap(({ found }) => found))).toEqual(new Set(dataChecks.map(({ name }) => name)))
  })
})

onEachDatabase(
  'doctor',
  (test) => {
    beforeAll(async () => {
      await seedDemo(test)
    })

    it('finds nothing wrong with seeded data', async () => {
      expect((await runChecks(test.db)).filter(({ count }) => count > 0)).toEqual([])
    })

    it.each(damages)('finds $what', async ({ by, found, naming }) => {
      const results = await checkDamaged(test.db, by)
      const broken = results.filter(({ count }) => count > 0)
      expect(broken.map(({ name }) => name).sort()).toEqual([...found].sort())
      const first = broken.find(({ name }) => name === found[0])
      expect(
        first?.offenders.some((offender) => naming.test(offender)),
        String(first?.offenders),
      ).toBe(true)
    })

    it('counts all and names ten', async () => {
      const [all] = await test.db.query<{ count: number }>('select count(*)::int from sambatan.participants')
      const results = await checkDamaged(test.db, ['update sambatan.participants set amount = amount + 1'])
      const result = results.find(({ name }) => name === 'amounts')
      expect(result).toMatchObject({ name: 'amounts', count: all!.count })
      expect(result?.offenders).toHaveLength(10)
    })
  },
  { only: 'one' },
)

class Undo extends Error {}

/** Damages with triggers asleep, checks in the same transaction, and rolls it all back. */
async function checkDamaged(db: Database, statements: string[]): Promise<CheckResult[]> {
  let results: CheckResult[] = []
  const attempt = db.tx(async (tx) => {
    const query = async <R>(text: string) => (await sql.raw<R>(text).execute(tx)).rows
    await query('set local session_replication_role = replica')
    for (const statement of statements) await query(statement)
    results = await runChecks({ query })
    throw new Undo()
  })
  await expect(attempt).rejects.toBeInstanceOf(Undo)
  return results
}
