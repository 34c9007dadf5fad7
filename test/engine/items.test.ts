/** What a campaign sells: items, their early birds and limits, what drops, and what the volume brings. */
import { expect, it } from 'vitest'
import { changeOrder } from '../../src/modules/participations/index.ts'
import { databaseNow } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  eventsOf,
  hours,
  item,
  join,
  joinBatch,
  joined,
  makeCampaign,
  minutes,
  passesOf,
  refusalOf,
  stateOf,
  tier,
} from '../support/engine.ts'

interface Taken {
  quantity: number
  amount: number
  final_amount: number | null
  status: string
  lines: { item: number; tier?: number; units: number; price: number; dropped?: boolean }[] | null
}

onEachDatabase('items', (test) => {
  const taken = async (id: string): Promise<Taken> =>
    (await test.db.query<Taken>('select * from sambatan.participants where id = $1', [id]))[0]!
  const unitsOf = async (campaignId: string) =>
    (
      await test.db.query<{ units_taken: number }>(
        'select units_taken from sambatan.campaign_items where campaign_id = $1 order by number',
        [campaignId],
      )
    ).map((row) => row.units_taken)

  it('an order that spans early birds pays each unit its own, and the rest the price', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 20,
      items: [item('50 ml', 100, { tiers: [tier(60, { units: 2 }), tier(80, { units: 3 })] }), item('10 ml', 30)],
    })
    const [large, small] = campaign.items
    const lines = [
      { item_id: large!.id, units: 7 },
      { item_id: small!.id, units: 2 },
    ]
    const row = await join(test.db, campaign.id, { lines })
    expect(row).toMatchObject({ outcome: 'joined', quantity: 9, amount: 2 * 60 + 3 * 80 + 2 * 100 + 2 * 30 })
    expect(row.lines).toEqual([
      { item: 1, tier: 1, units: 2, price: 60 },
      { item: 1, tier: 2, units: 3, price: 80 },
      { item: 1, units: 2, price: 100 },
      { item: 2, units: 2, price: 30 },
    ])
    expect(await unitsOf(campaign.id)).toEqual([7, 2])
  })

  it('what comes back goes to the early bird that it came from; what one left unsold when it ended moves nowhere', async () => {
    const now = (await databaseNow(test.db)).getTime()
    const campaign = await makeCampaign(test.db, {
      total_slots: 20,
      items: [
        item('A', 100, { tiers: [tier(60, { units: 5, ends_at: new Date(now + hours(1)) }), tier(80, { units: 2 })] }),
        item('B', 30),
      ],
    })
    const [a] = campaign.items
    const order = (units: number) => ({ lines: [{ item_id: a!.id, units }] })
    const first = await joined(test.db, campaign.id, { user_id: 'a', ...order(4) })
    await test.db.query('select sambatan.cancel_sambatan_participation($1)', [first])
    expect((await join(test.db, campaign.id, { user_id: 'b', ...order(1) })).amount).toBe(60)
    const late = await test.db.tx(async (tx) => {
      const { sql } = await import('kysely')
      await sql`select set_config('sambatan.now', ${new Date(now + hours(2)).toISOString()}, true)`.execute(tx)
      return (
        await sql<{ amount: number }>`select * from sambatan.join_sambatan_campaigns(${JSON.stringify([
          {
            campaign_id: campaign.id,
            id: crypto.randomUUID(),
            user_id: 'c',
            shipping_address: 'Jalan Melati 1',
            ...order(3),
          },
        ])}::jsonb)`.execute(tx)
      ).rows[0]!.amount
    })
    expect(late).toBe(80 + 80 + 100)
  })

  it('refuses what an item has not, what one buyer may not have, and what would cost more than was expected', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 20,
      items: [item('A', 100, { maximum_units: 3, max_per_buyer: 2, tiers: [tier(60, { units: 1 })] }), item('B', 30)],
    })
    const [a, b] = campaign.items
    const order = (units: number) => [{ item_id: a!.id, units }]
    const outcomes = await joinBatch(test.db, campaign.id, [
      { user_id: 'a', lines: order(3) },
      { user_id: 'a', lines: order(2), expected_amount: 159 },
      { user_id: 'a', lines: order(2), expected_amount: 160 },
      { user_id: 'b', lines: order(2) },
      { user_id: 'a', lines: order(1) },
      { user_id: 'c', lines: [{ item_id: b!.id, units: 1 }], expected_amount: 30 },
      { user_id: 'c', quantity: 1 },
      { user_id: 'c', lines: [...order(1), ...order(1)] },
      { user_id: 'c', lines: [{ item_id: crypto.randomUUID(), units: 1 }] },
    ])
    expect(outcomes.map(({ outcome, amount }) => [outcome, amount])).toEqual([
      ['item_limit', null],
      ['price_changed', null],
      ['joined', 160],
      ['item_unavailable', null],
      ['item_limit', null],
      ['joined', 30],
      ['lines_required', null],
      ['request_invalid', null],
      ['request_invalid', null],
    ])
    expect(outcomes[3]!.detail).toMatchObject({ item: 'A', requested: 2, available: 1 })
    expect(await unitsOf(campaign.id)).toEqual([2, 1])
  })

  it('keeps the older contract where there is one item of one slot, by quantity or by its line', async () => {
    const campaign = await makeCampaign(test.db, { total_slots: 5 })
    const byLine = await join(test.db, campaign.id, { lines: [{ item_id: campaign.items[0]!.id, units: 2 }] })
    expect(byLine).toMatchObject({ outcome: 'joined', quantity: 2, amount: 200_000, lines: null })
    expect(await join(test.db, campaign.id, { user_id: 'b', quantity: 1, expected_amount: 99_999 })).toMatchObject({
      outcome: 'price_changed',
    })
    await test.db.query('select sambatan.reserve_sambatan_slots($1, 1)', [campaign.id])
    const several = await makeCampaign(test.db, { items: [item('A', 10), item('B', 20)] })
    const reserving = test.db.query('select sambatan.reserve_sambatan_slots($1, 1)', [several.id])
    expect(await refusalOf(reserving)).toBe('lines_required')
    await test.db.query('select sambatan.release_sambatan_slots($1, 1)', [campaign.id])
  })

  it('changes an order: kept units keep their price, the dearest go first, added ones pay what the next costs', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 12,
      items: [
        item('A', 100, { tiers: [tier(60, { units: 2 }), tier(80, { units: 2 })] }),
        item('B', 30, { slots_per_unit: 2 }),
      ],
    })
    const [a, b] = campaign.items
    const mine = await joined(test.db, campaign.id, { lines: [{ item_id: a!.id, units: 5 }] })
    const change = (lines: { item_id: string; units: number }[], more = {}) =>
      test.db.tx((tx) => changeOrder(tx, mine, { lines, ...more }), { actor: 'user:buyer-1' })
    expect((await change([{ item_id: a!.id, units: 3 }])).amount).toBe(60 + 60 + 80)
    await joined(test.db, campaign.id, { user_id: 'b', lines: [{ item_id: a!.id, units: 1 }] })
    const grown = await change([
      { item_id: b!.id, units: 2 },
      { item_id: a!.id, units: 4 },
    ])
    expect(grown).toMatchObject({ quantity: 8, amount: 60 + 60 + 80 + 100 + 60 })
    expect(await unitsOf(campaign.id)).toEqual([5, 2])
    expect((await stateOf(test.db, campaign.id)).filled_slots).toBe(9)
    // Three slots are left, and its own eight: eleven, and not twelve.
    expect(await refusalOf(change([{ item_id: b!.id, units: 6 }]))).toBe('insufficient_slots')
    expect(await refusalOf(change([{ item_id: a!.id, units: 5 }], { expected_amount: 300 }))).toBe('price_changed')
    expect((await taken(mine)).amount).toBe(grown.amount)
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [mine])
    expect(await refusalOf(change([{ item_id: a!.id, units: 1 }]))).toBe('participation_state_invalid')
    const bySeller = (reason?: string) =>
      test.db.tx((tx) => changeOrder(tx, mine, { lines: [{ item_id: a!.id, units: 1 }], reason }), {
        actor: 'user:seller-1',
      })
    expect(await refusalOf(bySeller())).toBe('reason_required')
    expect(await bySeller('Salah pesan')).toMatchObject({ quantity: 1, amount: 60 })
    expect((await eventsOf(test.db, campaign.id)).filter((event) => event === 'participant_changed')).toHaveLength(3)
  })

  it('changes an order again and again: units of one price stand in one line, and none is lost', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 30,
      items: [item('A', 100, { tiers: [tier(60, { units: 4 })] }), item('B', 30)],
    })
    const [a] = campaign.items
    const mine = await joined(test.db, campaign.id, { lines: [{ item_id: a!.id, units: 1 }] })
    for (const [units, amount] of [
      [3, 180],
      [2, 120],
      [5, 340],
      [7, 540],
      [6, 440],
      [4, 240],
      [5, 340],
    ] as const) {
      const changed = await test.db.tx((tx) => changeOrder(tx, mine, { lines: [{ item_id: a!.id, units }] }))
      expect(changed).toMatchObject({ quantity: units, amount })
      expect(await unitsOf(campaign.id)).toEqual([units, 0])
    }
    expect((await taken(mine)).lines).toEqual([
      { item: 1, tier: 1, units: 4, price: 60 },
      { item: 1, units: 1, price: 100 },
    ])
    // As they were kept before: the same price twice.
    await test.db.query('update sambatan.participants set lines = $2 where id = $1', [
      mine,
      JSON.stringify([
        { item: 1, tier: 1, units: 2, price: 60 },
        { item: 1, tier: 1, units: 2, price: 60 },
        { item: 1, units: 1, price: 100 },
      ]),
    ])
    const last = await test.db.tx((tx) => changeOrder(tx, mine, { lines: [{ item_id: a!.id, units: 3 }] }))
    expect(last).toMatchObject({ quantity: 3, amount: 180 })
    expect((await taken(mine)).lines).toEqual([{ item: 1, tier: 1, units: 3, price: 60 }])
  })

  it('leaves out items below their minimum where the rest reaches the goal, and refunds who ordered nothing else', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 10,
      minimum_slots: 4,
      deadlineInMs: minutes(1),
      items: [item('A', 100), item('B', 50, { minimum_units: 4 })],
    })
    const [a, b] = campaign.items
    const both = await joined(test.db, campaign.id, {
      user_id: 'both',
      lines: [
        { item_id: a!.id, units: 3 },
        { item_id: b!.id, units: 2 },
      ],
    })
    const only = await joined(test.db, campaign.id, { user_id: 'only', lines: [{ item_id: b!.id, units: 1 }] })
    const other = await joined(test.db, campaign.id, { user_id: 'other', lines: [{ item_id: a!.id, units: 1 }] })
    await test.db.query("select set_config('sambatan.now', '', false)")
    await test.db.query(
      "update sambatan.campaigns set deadline = sambatan.now() + interval '1 millisecond' where id = $1",
      [campaign.id],
    )
    await expect
      .poll(async () => {
        await passesOf(test.db, campaign.id)
        return (await stateOf(test.db, campaign.id)).status
      })
      .toBe('fulfilled')
    expect(await taken(both)).toMatchObject({ status: 'confirmed', quantity: 3, amount: 400, final_amount: 300 })
    expect(await taken(only)).toMatchObject({ status: 'refunded', final_amount: null })
    expect(await taken(other)).toMatchObject({ status: 'confirmed', final_amount: 100 })
    expect((await taken(both)).lines![1]).toMatchObject({ item: 2, units: 2, dropped: true })
    const state = await stateOf(test.db, campaign.id)
    expect(state).toMatchObject({ filled_slots: 4, closed_slots: 4, contribution: 400, closed_contribution: 400 })
    expect(await unitsOf(campaign.id)).toEqual([4, 0])
    expect(await eventsOf(test.db, campaign.id)).toContain('item_dropped')
  })

  it.each([
    { how: 'with slots left', total_slots: 10 },
    { how: 'full', total_slots: 7 },
  ])(
    'drops nothing where the goal is not met without what is below its minimum: all are refunded whole ($how)',
    async ({ total_slots }) => {
      const campaign = await makeCampaign(test.db, {
        total_slots,
        minimum_slots: 5,
        items: [item('A', 100), item('B', 50, { minimum_units: 4 })],
      })
      const [a, b] = campaign.items
      const mine = await joined(test.db, campaign.id, {
        lines: [
          { item_id: a!.id, units: 4 },
          { item_id: b!.id, units: 3 },
        ],
      })
      await test.db.query(
        "update sambatan.campaigns set deadline = sambatan.now() + interval '1 millisecond' where id = $1",
        [campaign.id],
      )
      await expect
        .poll(async () => {
          await passesOf(test.db, campaign.id)
          return (await stateOf(test.db, campaign.id)).status
        })
        .toBe('expired')
      expect(await taken(mine)).toMatchObject({ status: 'refunded', quantity: 7, amount: 550, final_amount: null })
      expect((await taken(mine)).lines!.some((line) => line.dropped)).toBe(false)
    },
  )

  it('is not complete by being full while an item is below its minimum, and is once it is not', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 4,
      minimum_slots: 2,
      items: [item('A', 100), item('B', 50, { minimum_units: 2 })],
    })
    const [a, b] = campaign.items
    const mine = await joined(test.db, campaign.id, {
      lines: [
        { item_id: a!.id, units: 3 },
        { item_id: b!.id, units: 1 },
      ],
    })
    expect(await passesOf(test.db, campaign.id)).toEqual([])
    expect((await stateOf(test.db, campaign.id)).status).toBe('locked')
    await test.db.tx((tx) =>
      changeOrder(tx, mine, {
        lines: [
          { item_id: a!.id, units: 2 },
          { item_id: b!.id, units: 2 },
        ],
      }),
    )
    expect((await passesOf(test.db, campaign.id)).map((row) => row.action)).toEqual(['campaign_completed'])
  })

  it('gives all the lower of what they agreed to and what the volume brings, by what completes', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 6,
      items: [item('A', 100, { tiers: [tier(70, { units: 1 })] }), item('B', 50)],
      volume_prices: [
        { from_slots: 3, prices: [{ item: 0, price: 90 }] },
        {
          from_slots: 5,
          prices: [
            { item: 0, price: 80 },
            { item: 1, price: 45 },
          ],
        },
      ],
    })
    const [a, b] = campaign.items
    const early = await joined(test.db, campaign.id, { user_id: 'e', lines: [{ item_id: a!.id, units: 2 }] })
    const late = await joined(test.db, campaign.id, {
      user_id: 'l',
      lines: [
        { item_id: a!.id, units: 1 },
        { item_id: b!.id, units: 3 },
      ],
    })
    expect((await passesOf(test.db, campaign.id)).map((row) => row.action)).toEqual(['campaign_completed'])
    expect(await taken(early)).toMatchObject({ amount: 170, final_amount: 70 + 80 })
    expect(await taken(late)).toMatchObject({ amount: 250, final_amount: 80 + 3 * 45 })
    expect(await stateOf(test.db, campaign.id)).toMatchObject({ contribution: 365, closed_contribution: 365 })
    expect(await eventsOf(test.db, campaign.id)).toContain('price_settled')
    await test.db.query("select sambatan.refund_sambatan_participation($1, 'x')", [early])
    expect(await taken(late)).toMatchObject({ final_amount: 215 })
    expect(await stateOf(test.db, campaign.id)).toMatchObject({ contribution: 215, closed_contribution: 365 })
  })
})
