/** What people are told of waiting lists: offers, who was passed and why, and that a place or the list is over. */
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { cancelCampaign, updateCampaign } from '../../src/modules/campaigns/index.ts'
import { type Channel, deliverAll, listNotifications, type Outgoing } from '../../src/modules/notifications/index.ts'
import { cancelParticipation } from '../../src/modules/participations/index.ts'
import { leaveWaitingList, moveEntry } from '../../src/modules/waiting/index.ts'
import { setClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { item, joined, makeCampaign, relay, runPasses } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import { claim, decline, entryOf, wait } from '../support/waiting.ts'

const minutes = (n: number) => n * 60_000

async function person(db: Database, name: string): Promise<string> {
  const id = `${name}-${uuidv7()}`
  await db.query(
    `insert into sambatan.people (id, origin, name, email, email_verified, locale, created_at, updated_at)
    values ($1, 'token', $2, $3, true, 'en', now(), now())`,
    [id, name, `${id.toLowerCase()}@example.com`],
  )
  return id
}

/** A full campaign of four slots, held by two, that lives until its deadline; its seller has a page. */
async function full(db: Database, fields: Parameters<typeof makeCampaign>[1] = {}) {
  const seller = await person(db, 'Rani')
  const campaign = await makeCampaign(db, {
    ...{ seller_id: seller, total_slots: 4, minimum_slots: 1, completion: 'at_deadline' },
    ...fields,
  })
  await db.query(
    `insert into sambatan.seller_pages (seller_id, slug, created_at, updated_at) values ($1, $2, now(), now())
    on conflict (seller_id) do update set slug = excluded.slug`,
    [seller, `rani-${uuidv7()}`],
  )
  const held = [
    await joined(db, campaign.id, { quantity: 1, user_id: 'one' }),
    await joined(db, campaign.id, { quantity: 3, user_id: 'three' }),
  ] as const
  return { ...campaign, seller, held }
}

/** Carries what is due, and says what somebody was sent and has in their inbox. */
function post(db: Database) {
  const sent: Outgoing[] = []
  const email: Channel = {
    name: 'email',
    atOnce: 5,
    send(outgoing) {
      sent.push(outgoing)
      return Promise.resolve({ outcome: 'sent' })
    },
  }
  return {
    carry: async () => {
      await relay(db)
      await deliverAll(db, email, silentLog)
    },
    to: (id: string) =>
      sent
        .filter(({ facts }) => facts.reader.id === id)
        .map(({ facts, content }) => ({ kind: facts.kind, ...content })),
  }
}

const inbox = async (db: Database, id: string) =>
  (await listNotifications(db.read, id, 'en', { limit: 20 })).items.map((one) => ({
    ...one,
    text: one.paragraphs.join(' '),
  }))

const cancel = (db: Database, id: string) => db.tx((tx) => cancelParticipation(tx, id))

onEachDatabase('what people are told of waiting lists', (test) => {
  it('an offer says what is held, for how much, until when, and leads to where one tap takes it; then it does not any more', async () => {
    const { id, held, seller } = await full(test.db)
    const [budi, sari] = [await person(test.db, 'Budi'), await person(test.db, 'Sari')]
    await wait(test.db, id, budi, { quantity: 2 })
    await wait(test.db, id, sari, { quantity: 1 })
    const { carry, to } = post(test.db)
    await cancel(test.db, held[0])
    await carry()
    const { offer } = await entryOf(test.db, id, sari)
    const [told, ...rest] = to(sari)
    expect(rest).toEqual([])
    expect(told).toMatchObject({
      kind: 'offer',
      action: { path: `/me/${offer!.participation_id}`, label: 'Take it or pass' },
    })
    expect(told!.title).toMatch(/^Your turn: 1 slot for you in /)
    expect(told!.paragraphs[0]).toMatch(
      /^What you waited for is there\. 1 slot for Rp.100,000 is held for you alone until .+ WIB\./,
    )
    // Passed over, told so once, with what to do about it.
    expect(await inbox(test.db, budi)).toMatchObject([
      {
        kind: 'waiting_passed_over',
        action: { path: `/me/waiting/${(await entryOf(test.db, id, budi)).id}` },
        text: expect.stringMatching(
          /^1 slot came free, and you wait for 2 together.* You are first in line now: nobody is before you\. .* you keep your place\.$/,
        ),
      },
    ])
    await claim(test.db, id, sari)
    await carry()
    expect((await inbox(test.db, sari)).map(({ kind, text }) => [kind, text])).toEqual([
      ['joined', expect.any(String)],
      ['offer', 'You have taken this offer. What comes next is on the page of your order.'],
    ])
    // Nothing for each who waits: one digest.
    const ofSeller = (await inbox(test.db, seller)).filter(
      ({ kind }) => kind.includes('waiting') || kind.includes('offer'),
    )
    expect(ofSeller).toMatchObject([
      {
        kind: 'sale_waiting',
        action: { path: `/sell/campaigns/${id}/waiting` },
        text: expect.stringMatching(/^New on the waiting list: 2\. Slots they wait for: 3\. Waiting now: 1\./),
      },
    ])
  })

  it('an offer is reminded of once before it ends, unless it was taken, and its end is told', async () => {
    // At noon in Jakarta: two hours later it is no night.
    const noon = Date.parse('2031-05-05T05:00:00Z')
    await setClock(test.db, { offsetMs: noon - Date.now() })
    const { id, held } = await full(test.db, { offer_minutes: 120 })
    const [budi, sari] = [await person(test.db, 'Budi'), await person(test.db, 'Sari')]
    await wait(test.db, id, budi, { quantity: 3 })
    await wait(test.db, id, sari)
    const { carry, to } = post(test.db)
    await cancel(test.db, held[0])
    await cancel(test.db, held[1])
    await claim(test.db, id, sari)
    const at = async (minute: number) => {
      await setClock(test.db, { offsetMs: noon + minutes(minute) - Date.now() })
      await runPasses(test.db)
      await carry()
    }
    await at(85)
    expect(to(budi).map(({ kind }) => kind)).toEqual(['offer'])
    await at(95)
    await at(100)
    expect(to(budi).map(({ kind }) => kind)).toEqual(['offer', 'offer_ends_soon'])
    expect(to(budi)[1]!.paragraphs[0]).toMatch(
      /^3 slots for Rp.300,000 are still held for you, but only until .+ WIB\./,
    )
    expect(to(sari).map(({ kind }) => kind)).not.toContain('offer_ends_soon')
    await at(121)
    expect((await inbox(test.db, budi))[0]).toMatchObject({
      kind: 'offer_expired',
      text: expect.stringMatching(/were not taken in time.* wait again on its page/),
    })
    await setClock(test.db, { offsetMs: 0 })
  })

  it('who is passed reads the reason, and nobody else is told; who is taken off as well', async () => {
    const { id, held, seller } = await full(test.db)
    const [first, second, third, last] = await Promise.all(
      ['Budi', 'Sari', 'Tono', 'Wati'].map((name) => person(test.db, name)),
    )
    for (const user of [first, second, third, last]) await wait(test.db, id, user!)
    const [to, moved] = [await entryOf(test.db, id, second!), await entryOf(test.db, id, third!)]
    const asSeller = { actor: `user:${seller}` }
    await test.db.tx((tx) => moveEntry(tx, moved.id, to.id, 'Dijanjikan lewat chat'), asSeller)
    await post(test.db).carry()
    expect(await inbox(test.db, second!)).toMatchObject([
      {
        kind: 'waiting_passed',
        text: expect.stringMatching(/number 3; those before you wait for 2 slots\. .*Dijanjikan lewat chat/),
      },
    ])
    for (const user of [first, third, last]) expect(await inbox(test.db, user!)).toEqual([])

    await cancel(test.db, held[0])
    const offered = await entryOf(test.db, id, first!)
    await test.db.tx((tx) => leaveWaitingList(tx, offered.id, 'Dua akun'), asSeller)
    await test.db.tx((tx) => leaveWaitingList(tx, to.id, 'Sudah dapat yang lain'), asSeller)
    await post(test.db).carry()
    expect((await inbox(test.db, second!))[0]).toMatchObject({
      kind: 'waiting_removed',
      text: expect.stringContaining('Sudah dapat yang lain'),
    })
    expect((await inbox(test.db, first!))[0]).toMatchObject({
      kind: 'offer_withdrawn',
      text: expect.stringContaining('Dua akun'),
    })
    // Who leaves or declines by themselves knows.
    const leaving = await entryOf(test.db, id, last!)
    await test.db.tx((tx) => leaveWaitingList(tx, leaving.id), { actor: `user:${last}` })
    await decline(test.db, id, third!)
    await post(test.db).carry()
    expect(await inbox(test.db, last!)).toEqual([])
    expect((await inbox(test.db, third!)).map(({ kind }) => kind)).toEqual(['offer'])
  })

  it('the end of the list asks once whether to hear of the next batch, and not whoever does already', async () => {
    const { id, held, seller } = await full(test.db)
    const [offered, waits, follower] = await Promise.all(['Budi', 'Sari', 'Tono'].map((name) => person(test.db, name)))
    for (const user of [offered, waits, follower]) await wait(test.db, id, user!)
    await test.db.query('insert into sambatan.follows (person_id, seller_id, created_at) values ($1, $2, now())', [
      follower,
      seller,
    ])
    await cancel(test.db, held[0])
    await test.db.tx((tx) => cancelCampaign(tx, id))
    await post(test.db).carry()
    const [slug] = await test.db.query<{ slug: string }>(
      'select slug from sambatan.seller_pages where seller_id = $1',
      [seller],
    )
    const asks = {
      text: expect.stringContaining('Shall we tell you when Rani opens the next batch?'),
      action: { path: `/s/${slug!.slug}/follow` },
    }
    expect((await inbox(test.db, offered!))[0]).toMatchObject({ kind: 'offer_over', ...asks })
    expect(await inbox(test.db, waits!)).toMatchObject([{ kind: 'waiting_over', ...asks }])
    const [told] = await inbox(test.db, follower!)
    expect(told!.text).not.toContain('Shall we')
    expect(told!.action.path).toMatch(/^\/c\//)
  })

  it('near the deadline everybody who waits is told that what is free is for whoever comes first', async () => {
    const { id, held } = await full(test.db, { deadlineInMs: minutes(25) })
    const waits = await person(test.db, 'Sari')
    await wait(test.db, id, waits)
    const { carry, to } = post(test.db)
    await cancel(test.db, held[0])
    await carry()
    expect(to(waits)).toMatchObject([
      { kind: 'offers_stopped', paragraphs: [expect.stringContaining('1 free slot can now be taken by anybody')] },
    ])
    await joined(test.db, id, { user_id: 'faster' })
    expect((await inbox(test.db, waits))[0]!.text).toContain('Now there is none left.')
  })

  it('who waits for what is not sold any more is told that their place was closed; an order of theirs beside it is not meant', async () => {
    const seller = await person(test.db, 'Rani')
    const campaign = await makeCampaign(test.db, {
      ...{ seller_id: seller, total_slots: 4, minimum_slots: 1, completion: 'at_deadline' },
      items: [item('Kecil', 100), item('Besar', 180)],
    })
    const [small, large] = campaign.items.map(({ id }) => id) as [string, string]
    const waits = await person(test.db, 'Sari')
    await joined(test.db, campaign.id, { user_id: waits, lines: [{ item_id: small, units: 1 }] })
    await joined(test.db, campaign.id, { user_id: 'others', lines: [{ item_id: small, units: 3 }] })
    await wait(test.db, campaign.id, waits, { lines: [{ item_id: large, units: 2 }] })
    await test.db.tx((tx) =>
      updateCampaign(tx, campaign.id, {
        items: [item('Kecil', 100, { id: small }), item('Besar', 180, { id: large, on_sale: false })],
      }),
    )
    await post(test.db).carry()
    const [told] = await inbox(test.db, waits)
    expect(told).toMatchObject({ kind: 'waiting_closed', text: expect.stringContaining('(2 × Besar)') })
  })
})
