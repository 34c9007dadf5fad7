/** Events have one catalogue: whoever writes, reads, names or describes them is held to it, in both directions. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runChecks } from '../../src/cli/run-data-checks.ts'
import { campaignPatch } from '../../src/http/requests/campaigns.ts'
import { participationPatch } from '../../src/http/requests/participations.ts'
import { productPatch } from '../../src/http/requests/products.ts'
import { webhookPatch } from '../../src/http/requests/webhooks.ts'
import { relayOnce } from '../../src/jobs/outbox-relay.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { say, sayIfThere } from '../../src/kernel/messages.ts'
import { metadataInWords } from '../../src/kernel/metadata-words.ts'
import {
  campaignLogs,
  eventNames,
  events,
  exampleOf,
  exploreAudit,
  participationTimeline,
  subjects,
} from '../../src/modules/audit/index.ts'
import { updateCampaign } from '../../src/modules/campaigns/index.ts'
import { updateProduct } from '../../src/modules/products/index.ts'
import { bodyOfEvent } from '../../src/modules/webhooks/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, item, joined, makeCampaign, makeProduct, relay, runPasses } from '../support/engine.ts'
import { eventsAgainstCatalogue } from '../support/events.ts'
import { silentLog } from '../support/log.ts'
import { writtenBySql } from '../support/sql-events.ts'
import { decline, wait } from '../support/waiting.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sorted = (names: Iterable<string>) => [...new Set(names)].sort()

function writtenByTypeScript(): string[] {
  const files = readdirSync(join(root, 'src/modules'), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...read(`src/modules/${file}`).matchAll(/\brecordEvent\(\s*\w+,\s*'(\w+)'/g)])
    .map((match) => match[1]!)
}

describe('the catalogue of events', () => {
  it('has every event that SQL and TypeScript write, and none that nobody writes', () => {
    expect(sorted([...writtenBySql(join(root, 'sql/functions')), ...writtenByTypeScript()])).toEqual(sorted(eventNames))
  })

  it('is what both languages have words for, and for nothing else', () => {
    const wanted = [...eventNames.map((name) => `event_${name}`), ...subjects.map((subject) => `subject_${subject}`)]
    for (const language of ['id', 'en']) {
      const words = JSON.parse(read(`messages/${language}/events.json`)) as Record<string, string>
      expect(sorted(Object.keys(words)), language).toEqual(sorted(wanted))
      expect(Object.values(words).filter((word) => word.trim() === '')).toEqual([])
    }
  })

  it('is what files have words for, down to each thing that an event says', () => {
    for (const name of eventNames) {
      const { metadata, example } = events[name]
      const line = { item_id: uuidv7(), name: '50 ml', units: 2, unit_price: 185_000 }
      const all = {
        on_behalf: true,
        from_waiting_list: true,
        cause: 'campaign_completed',
        reason: 'Salah pesan',
        fields: ['note'],
        lines: [line],
        old_lines: [line],
        ...example,
      }
      const told = Object.fromEntries(Object.keys(metadata.shape).map((key) => [key, all[key as keyof typeof all]]))
      const words = metadataInWords(told, { language: 'id', money: String, time: () => '19.00' }).join(' · ')
      const raw = Object.keys(metadata.shape).filter((key) => words.includes(`${key.replaceAll('_', ' ')}: `))
      expect(raw, `${name}: ${words}`).toEqual([])
    }
  })

  it('has a label for each field that can be changed, and people read that and not the name that programs use', () => {
    const patches = [campaignPatch, participationPatch, productPatch, webhookPatch]
    const fields = [...new Set([...patches.flatMap((patch) => Object.keys(patch.shape)), 'photos'])]
    expect(fields.length).toBeGreaterThan(20)
    for (const language of ['id', 'en'] as const) {
      const unlabelled = fields.filter((field) => sayIfThere(language, `field_${field}`) === undefined)
      expect(unlabelled).toEqual([])
      const words = metadataInWords({ fields }, { language, money: String, time: String }).join()
      expect(words).not.toMatch(/\w_\w/)
      expect(words).toContain(say(language, 'field_minimum_slots'))
    }
  })

  it('is what pages tell whole sentences of, where they do', () => {
    for (const [area, prefix, others] of [
      ['seller', 'seller_log_', /^(more|somebody|by_\w+|money_(recorded|reversed)_\w+)$/],
      [
        'buyer',
        'buyer_event_',
        /^(cancelled_self|changed_fields|refunded_unpaid|extended_detail|reason|money_(received|sent_back|waived|given_up|answer))$/,
      ],
    ] as const) {
      const keys = Object.keys(JSON.parse(read(`messages/id/${area}.json`)))
      const told = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
      expect(told.length).toBeGreaterThan(10)
      expect(told.filter((name) => !others.test(name) && !(eventNames as string[]).includes(name))).toEqual([])
    }
  })

  it('is in the description of the API, event by event and field by field', () => {
    const { schemas } = JSON.parse(read('openapi.json')).components
    expect(sorted(schemas.EventName.enum)).toEqual(sorted(eventNames))
    const fields = (shape: object) => Object.keys(shape).sort()
    const described = schemas.EventMetadata.properties as Record<string, { properties: object }>
    expect(sorted(Object.keys(described))).toEqual(sorted(eventNames))
    for (const name of eventNames) {
      expect(fields(described[name]!.properties), name).toEqual(fields(events[name].metadata.shape))
    }
  })

  it('promises receivers of webhooks what it has promised before: a change is one of this file as well', async () => {
    const payloads = eventNames.map((name) => {
      const { properties, required } = z.toJSONSchema(events[name].metadata)
      return [name, { example: bodyOfEvent(exampleOf(name)), metadata: { properties, required } }]
    })
    const now = `${JSON.stringify(Object.fromEntries(payloads), null, 1)}\n`
    // Fields may be added (`vitest run -u test/engine/events.test.ts`). What is removed or changed breaks receivers: make it another event.
    await expect(now).toMatchFileSnapshot('webhook-payloads.snap')
  })

  it('is in the description of the API as webhooks, each with a body that is one', () => {
    const document = JSON.parse(read('openapi.json'))
    expect(Object.keys(document.webhooks)).toEqual(eventNames)
    for (const name of eventNames) {
      const { schema } = document.webhooks[name].post.requestBody.content['application/json']
      const [{ type, data, ...rest }] = schema.examples
      expect([type, Object.keys(rest)]).toEqual([name, ['timestamp']])
      expect(Object.keys(data).sort()).toEqual(schema.properties.data.required.toSorted())
      expect(document.components.schemas.EventMetadata.properties[name]).toBeDefined()
      expect(schema.properties.data.properties.metadata.$ref).toBe(
        `#/components/schemas/EventMetadata/properties/${name}`,
      )
    }
  })

  it('has an example of each event in the guide, which is an event', () => {
    const blocks = [...read('docs/guides/events.md').matchAll(/```json\n([\s\S]*?)```/g)].map((block) => block[1]!)
    const all = blocks.map((block) => JSON.parse(block))
    const examples = all.filter((example) => 'event' in example)
    expect(all.flatMap(({ type }) => type ?? [])).toEqual(examples.map(({ event }) => event))
    expect(sorted(examples.map((example) => example.event))).toEqual(sorted(eventNames))
    expect(examples).toHaveLength(eventNames.length)
    for (const { event, subject, metadata } of examples) {
      const { participation_id, ...own } = metadata
      const definition = events[event as (typeof eventNames)[number]]
      expect([subject, participation_id !== undefined]).toEqual([
        definition.subject,
        definition.subject === 'participation',
      ])
      expect(definition.metadata.parse(own)).toEqual(own)
    }
  })
})

onEachDatabase('a history with everything in it', (test) => {
  it('writes each event of the catalogue, with the metadata that it promises', async () => {
    const { db } = test
    const of = (statement: string, ...given: unknown[]) => db.query(`select ${statement}`, given)
    const move = (verb: string, id: string, reason: string | null = null) =>
      of(`sambatan.${verb}_sambatan_participation($1, $2)`, id, reason)

    const product = await makeProduct(db)
    await db.tx((tx) => updateProduct(tx, product.id, { name: 'Melati Pagi', base_price: 300_000 }))

    // Filled, reopened, decided by its deadline, its goods handed over; an operator joined for somebody else.
    const succeeding = await makeCampaign(db, { minimum_slots: 3, total_slots: 4, hold_minutes: 60 })
    await db.tx((tx) => updateCampaign(tx, succeeding.id, { description: 'Lebih wangi.' }))
    await of(`sambatan.extend_sambatan_campaign($1, $2)`, succeeding.id, new Date(Date.parse(succeeding.deadline) + 1))
    const confirmed = await joined(db, succeeding.id, { quantity: 3 })
    await of(
      `sambatan.change_sambatan_participation($1, $2)`,
      confirmed,
      JSON.stringify({ shipping_address: 'Jalan Kenanga 2, Sleman' }),
    )
    await move('confirm', confirmed, 'Transfer masuk')
    await move('cancel', await joined(db, succeeding.id, { user_id: 'buyer-2', actor: 'user:operator' }))
    await joined(db, succeeding.id, { user_id: 'buyer-3' })

    // Full, with a list: offered and declined, passed over, let pass, moved up; reminded of; over with its campaign; and with too little time left.
    const full = async (wish: object) => {
      const { id } = await makeCampaign(db, { total_slots: 1, completion: 'at_deadline', ...wish })
      return { id, held: await joined(db, id, { user_id: 'holder' }) }
    }
    const waited = await full({ total_slots: 2, deadlineInMs: hours(3), offer_minutes: 30 })
    await joined(db, waited.id, { user_id: 'holder-2' })
    const large = await wait(db, waited.id, 'buyer-5', { quantity: 2 })
    await wait(db, waited.id, 'buyer-6')
    const late = await wait(db, waited.id, 'buyer-7')
    await of(`sambatan.move_sambatan_waiting_entry($1, null, 'Sudah janjian')`, late.id)
    await move('cancel', waited.held)
    await decline(db, waited.id, 'buyer-7')
    await of(`sambatan.change_sambatan_waiting_entry($1, '{"quantity": 1}')`, large.id)
    const stopped = await full({ offer_minutes: 30 })
    await wait(db, stopped.id, 'buyer-5')
    await wait(db, stopped.id, 'buyer-6')
    await move('cancel', stopped.held)
    await of(`sambatan.cancel_sambatan_campaign($1, $2)`, stopped.id, 'Bahan habis')
    const reminded = await full({ deadlineInMs: hours(2.2), offer_minutes: 130 })
    await wait(db, reminded.id, 'buyer-5')
    await move('cancel', reminded.held)
    const near = await full({ deadlineInMs: hours(0.3) })
    await wait(db, near.id, 'buyer-5')
    await move('cancel', near.held)

    // Nearly full, with a reservation that is near its end.
    const filling = await makeCampaign(db, { total_slots: 5, hold_minutes: 150 })
    await joined(db, filling.id, { quantity: 4 })
    const scheduled = await makeCampaign(db, { opensInMs: hours(1), deadlineInMs: hours(4) })
    const failing = await makeCampaign(db, { deadlineInMs: hours(3), hold_minutes: 60 })
    await joined(db, failing.id)
    const paid = await joined(db, failing.id, { user_id: 'buyer-2' })
    await of(`sambatan.record_sambatan_money($1, $2)`, paid, JSON.stringify({ kind: 'received' }))
    const settling = await makeCampaign(db, {
      deadlineInMs: hours(3),
      hold_minutes: 600,
      goal_counts: 'confirmed',
      settlement_minutes: 600,
    })
    await joined(db, settling.id)
    // Of what is sold in two sizes one is left out, and the other becomes cheaper for all.
    const sizes = await makeCampaign(db, {
      deadlineInMs: hours(3),
      minimum_slots: 2,
      items: [item('10 ml', 100), item('50 ml', 400, { minimum_units: 5 })],
      volume_prices: [
        {
          from_slots: 3,
          prices: [
            { item: 0, price: 90 },
            { item: 1, price: 380 },
          ],
        },
      ],
    })
    const [small, big] = sizes.items.map(({ id }) => id) as [string, string]
    const both = await joined(db, sizes.id, { lines: [{ item_id: small, units: 2 }] })
    await of(
      `sambatan.change_sambatan_order($1, $2)`,
      both,
      JSON.stringify({
        lines: [
          { item_id: small, units: 3 },
          { item_id: big, units: 1 },
        ],
        reason: 'Ternyata mau satu lagi',
      }),
    )
    await joined(db, sizes.id, { user_id: 'buyer-2', lines: [{ item_id: big, units: 1 }] })
    const [photo, key, hash] = [uuidv7(), '0'.repeat(32), Buffer.alloc(32)]
    await of(`sambatan.begin_campaign_photo($1, $2, $3, '{320}')`, scheduled.id, hash, key)
    const added = [scheduled.id, photo, key, hash]
    await of(`sambatan.add_campaign_photo($1, $2, $3, $4, '', 4, 3, '#fff0f5', '{320}', '{9}')`, ...added)
    await of(`sambatan.remove_campaign_photo($1, $2)`, scheduled.id, photo)
    await advanceClock(db, hours(2))
    await runPasses(db)
    await of(`sambatan.cancel_sambatan_campaign($1, $2)`, scheduled.id, 'Bahan tidak tersedia')
    await advanceClock(db, hours(2))
    await runPasses(db)
    await move('fulfil', confirmed)
    await move('unfulfil', confirmed, 'Paketnya kembali')
    const unpaid = await makeCampaign(db, { deadlineInMs: hours(3) })
    await joined(db, unpaid.id)
    const account = JSON.stringify([{ kind: 'bank', provider: 'BCA', number: '1234', holder: 'Toko' }])
    await of(`sambatan.change_payment_instructions($1, 'seller-1', null, $2, 'Sebut kode')`, uuidv7(), account)
    // Its buyer says where what was paid for the one that failed is to be sent, and the seller looks.
    const [owed] = await db.query<{ user_id: string }>(
      `insert into sambatan.people (id, origin, created_at, updated_at)
      select user_id, 'service', now(), now() from sambatan.participants where id = $1
      on conflict (id) do update set updated_at = now() returning id as user_id`,
      [paid],
    )
    await of(`sambatan.keep_refund_account($1, 'bca', 'sealed')`, owed!.user_id)
    await of(`sambatan.record_refund_account_looks(array[$1]::uuid[], 'one')`, paid)
    // It is said to be sent back, and did not arrive.
    const [waiting] = await db.query<{ id: string }>(
      `select p.id from sambatan.participants p where p.campaign_id = $1`,
      [unpaid.id],
    )
    await of(`sambatan.claim_sambatan_payment($1, $2, '{}')`, photo, waiting!.id)
    await of(`sambatan.answer_sambatan_claim($1, 'Belum masuk')`, photo)
    // What was paid for the one that failed is said to be sent back, and did not arrive.
    await of(`sambatan.record_sambatan_money($1, $2)`, paid, JSON.stringify({ kind: 'sent_back' }))
    const [sent] = await db.query<{ id: string }>(`select id from sambatan.money_records where kind = 'sent_back'`)
    await of(`sambatan.report_sambatan_money($1, $2)`, sent!.id, 'Belum masuk')
    await of(`sambatan.answer_sambatan_money($1, $2)`, sent!.id, 'Sudah menurut bank')
    await of(`sambatan.reverse_sambatan_money($1, $2)`, sent!.id, 'Rekening salah')

    // A batch is made of which one has not paid, and one says that they have.
    const trusting = await makeCampaign(db, { total_slots: 2 })
    await joined(db, trusting.id)
    const prompt = await joined(db, trusting.id, { user_id: 'buyer-2' })
    await runPasses(db)
    await of(`sambatan.claim_sambatan_payment($1, $2, '{}')`, uuidv7(), prompt)
    for (const hoursLater of [25, 5 * 24, 48]) {
      await advanceClock(db, hours(hoursLater))
      await runPasses(db)
    }

    await db.query(
      `insert into sambatan.webhook_endpoints (id, url, sealed_secret, created_by, created_at, updated_at)
      values ($1, 'https://toko.example/hook', '', 'machine:service', now(), now())`,
      [photo],
    )
    await of(`sambatan.disable_webhook_endpoint($1, 'gone')`, photo)

    // Nothing of it looks like damage to those who look for some.
    expect((await runChecks(db)).filter(({ count }) => count > 0)).toEqual([])
    await db.query('update sambatan.outbox set given_up_at = sambatan.now()')
    await db.query(
      `insert into sambatan.lifecycle_failures (campaign_id, attempts, error, failed_at, retry_at)
      values ($1, 3, 'broken', sambatan.now(), sambatan.now())`,
      [settling.id],
    )
    await of('sambatan.tell_of_trouble($1)', 1)
    await db.query('delete from sambatan.lifecycle_failures')
    const { names, wrong } = await eventsAgainstCatalogue(db)
    expect(wrong).toEqual([])
    expect(sorted(names)).toEqual(sorted(eventNames))
  })

  it('keeps a product in mind that is only told what it is, and forgets nothing of one that changes', async () => {
    const { id } = await makeProduct(test.db)
    const patch = { description: 'Melati dan cendana', image_url: null }
    await test.db.tx((tx) => updateProduct(tx, id, patch))
    await test.db.tx((tx) => updateProduct(tx, id, patch))
    expect(
      await test.db.query('select * from sambatan.audit_logs where subject = $1 and subject_id = $2', ['product', id]),
    ).toMatchObject([
      { event: 'product_updated', campaign_id: null, participant_id: null, metadata: { fields: ['description'] } },
    ])
  })

  it('is handed on whole, also where it is about no campaign, and then there is none to look at', async () => {
    await relay(test.db)
    const endpoint = uuidv7()
    await test.db.query(
      `insert into sambatan.webhook_endpoints (id, url, sealed_secret, created_by, created_at, updated_at)
      values ($1, 'https://example.com', '', 'test', now(), now())`,
      [endpoint],
    )
    const { id } = await makeProduct(test.db)
    await test.db.tx((tx) => updateProduct(tx, id, { name: 'Kenanga' }))
    const told: string[][] = []
    await relayOnce(test.db, silentLog, ({ campaign_ids }) => told.push(campaign_ids))
    expect(told).toEqual([[]])
    expect(
      await test.db.query(
        `select d.type, d.campaign_id, e.subject, e.subject_id from sambatan.webhook_deliveries d
        join sambatan.audit_logs e on e.id = d.event_id where d.endpoint_id = $1`,
        [endpoint],
      ),
    ).toEqual([{ type: 'product_updated', campaign_id: null, subject: 'product', subject_id: id }])
  })

  it('refuses an event about nothing', async () => {
    for (const [subject, id] of [
      [null, null],
      ['product', null],
      [null, 'p'],
    ]) {
      const event = test.db.query(`select sambatan.record_event(null, 'product_updated', '{}', null, $1, $2)`, [
        subject,
        id,
      ])
      await expect(event).rejects.toMatchObject({ code: '23514' })
    }
  })
})

onEachDatabase(
  'an event of a later version, of which this one cannot know who may see it',
  (test) => {
    it('is told to operators, and not to sellers and buyers', async () => {
      const { db } = test
      const campaign = await makeCampaign(db)
      const id = await joined(db, campaign.id)
      for (const participation of [null, id]) {
        await db.query(`select sambatan.record_event($1, 'courier_questioned', '{}', $2)`, [campaign.id, participation])
      }
      const [{ joined_at }] = (await db.query<{ joined_at: Date }>('select joined_at from sambatan.participants')) as [
        { joined_at: Date },
      ]
      const mine = { id, campaign_id: campaign.id, user_id: 'buyer-1', seller_id: 'seller-1', has_ended: false }
      const whole = { limit: 50, tellsWho: false }
      const subject = { ...mine, joined_at: joined_at.toISOString() }
      const namesOf = (page: { items: { event: string }[] }) => page.items.map(({ event }) => event)
      expect(namesOf(await participationTimeline(db.read, subject, whole))).toEqual(['participant_joined'])
      expect(namesOf(await campaignLogs(db.read, campaign.id, whole))).not.toContain('courier_questioned')
      const all = namesOf(await exploreAudit(db.read, { campaign_id: campaign.id, limit: 50 }))
      expect(all.filter((name) => name === 'courier_questioned')).toHaveLength(2)
    })
  },
  { madeUpEvents: true },
)
