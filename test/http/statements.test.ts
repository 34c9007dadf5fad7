/** Bank statements over HTTP: what is proposed, what is recorded, and that nothing is recorded twice. */
import { expect, it } from 'vitest'
import { writtenDay } from '../../src/modules/statements/days.ts'
import { databaseNow } from '../support/clock.ts'
import { bcaStatement, type Entry } from '../support/statements.ts'
import { type Ask, expectProblem, onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Made = any

onEachNode('bank statements', (node) => {
  let sellers = 0

  /** A seller of their own, with orders that owe what is said: what is less than the price was waived. */
  async function shop(owed: number[], { names = [] as string[], price = 150_000 } = {}) {
    const seller = `seller-s${++sellers}`
    const as = `seller:${seller}` as const
    const product = await newProduct(node, { seller_id: seller })
    const wish = { product_id: product.id, total_slots: Math.max(owed.length, 1), price_per_slot: price }
    const campaign = await newCampaign(node, wish)
    const orders: Made[] = []
    for (const [at, sum] of owed.entries()) {
      const user_id = `${seller}-buyer-${at}`
      const one = await newParticipation(node, campaign.id, { user_id })
      if (names[at]) await node.ask('PATCH', `/people/${user_id}`, { body: { name: names[at] } })
      if (sum < price) {
        await node.ask('POST', `/participations/${one.id}/money`, { as, body: { kind: 'waived', amount: price - sum } })
      }
      orders.push({ ...one, code: one.code })
    }
    return { seller, as, campaign, orders }
  }

  /** The day of the database as banks write it without a year. */
  async function today(): Promise<string> {
    const [, month, day] = new Date((await databaseNow(node.services.db)).getTime() + 7 * 3_600_000)
      .toISOString()
      .slice(0, 10)
      .split('-')
    return `${day}/${month}`
  }

  const preview = async (text: string, ask: Ask, query = '') =>
    node.ask('POST', `/money/statement/preview${query}`, {
      ...ask,
      raw: text,
      headers: { 'content-type': 'text/plain; charset=utf-8', ...ask.headers },
    })

  async function previewed(text: string, as: Ask['as'], query = ''): Promise<Made> {
    const answer = await preview(text, as ? { as } : {}, query)
    expect(answer.status, answer.text).toBe(200)
    return answer.body
  }

  const record = (as: Ask['as'], body: object) => node.ask('POST', '/money/statement', { ...(as && { as }), body })

  const chosen = (line: Made, wish: object = { participation_id: line.choices[0].participation_id }) => ({
    line: line.line,
    check: line.check,
    on: line.on,
    amount: line.amount,
    ...wish,
  })

  /** Who joins from now on is asked for a sum of their own. */
  const nameSums = (seller: string, as: Ask['as']) =>
    node.ask('PUT', `/sellers/${seller}/payment-instructions`, {
      ...(as && { as }),
      body: { accounts: [], unique_amounts: true },
    })

  const of = (seen: Made, state: string): Made[] => seen.lines.filter((line: Made) => line.state === state)

  /** Records what is certain. */
  async function recordMatched(text: string, as: Ask['as']): Promise<Made> {
    const seen = await previewed(text, as)
    const lines = of(seen, 'matched').map((line) => chosen(line))
    if (lines.length === 0) return { recorded: [], recorded_before: [], refused: [] }
    const answer = await record(as, { account: seen.account, reference: seen.reference, lines })
    expect(answer.status, answer.text).toBe(200)
    return answer.body
  }

  const moneyOf = async (as: Ask['as'], campaign: string) =>
    (await node.ask('GET', `/campaigns/${campaign}/money`, as ? { as } : {})).body

  it('finds the order of an exact unique amount among many of one price, and who was asked for it formerly', async () => {
    const { seller, as, campaign } = await shop([])
    await nameSums(seller, as)
    const { body: wide } = await node.ask('PATCH', `/campaigns/${campaign.id}`, { as, body: { total_slots: 10 } })
    expect(wide.total_slots).toBe(10)
    const orders: Made[] = []
    for (let i = 0; i < 4; i++) orders.push(await newParticipation(node, campaign.id, { user_id: `${seller}-${i}` }))
    const [, exact, over, rounded] = orders
    await node.ask('POST', `/participations/${over.id}/cancel`, { as, body: { reason: 'Salah pesan' } })
    const day = await today()
    const seen = await previewed(
      bcaStatement([
        { day, amount: exact.amount_to_pay },
        { day, amount: over.amount_to_pay },
        { day, amount: 150_000 },
      ]),
      as,
    )
    const [first, second, third] = seen.lines
    expect(first).toMatchObject({ state: 'matched', choices: [{ participation_id: exact.id, effect: 'pays' }] })
    expect(second).toMatchObject({
      state: 'choose',
      choices: [{ participation_id: over.id, reasons: ['formerly'], owed: 0, effect: 'overpays' }],
    })
    expect(third.state).toBe('choose')
    expect(third.choices.map(({ participation_id: id }: Made) => id)).toContain(rounded.id)
  })

  it('records nothing before it is chosen, then each line once, with whose statement it was and nobody else’s name', async () => {
    const { as, orders, campaign } = await shop([149_999, 149_998])
    const day = await today()
    const text = bcaStatement([
      { day, amount: 149_999, remark: 'TRSF E-BANKING CR RANI' },
      { day, amount: -20_000, remark: 'BIAYA ADM' },
      { day, amount: 75_000, remark: 'TITIP TETANGGA' },
    ])
    const seen = await previewed(text, as)
    expect(seen).toMatchObject({
      bank: 'bca',
      account_ending: '1234',
      reference: 'BCA 1234',
      needs: [],
      debits: 1,
      totals: { count: 2, amount: 224_999 },
      lines: [
        {
          state: 'matched',
          amount: 149_999,
          choices: [{ participation_id: orders[0].id, reasons: ['amount'], effect: 'pays', difference: 0 }],
        },
        { state: 'unmatched', choices: [] },
      ],
    })
    expect((await moneyOf(as, campaign.id)).received).toBe(0)
    const wish = { account: seen.account, reference: seen.reference, lines: [chosen(seen.lines[0])] }
    expect((await record(as, wish)).body).toMatchObject({
      recorded: [{ line: seen.lines[0].line, participation_id: orders[0].id, amount: 149_999, currency: 'IDR' }],
      refused: [],
      totals: [{ currency: 'IDR', amount: 149_999 }],
    })
    expect((await record(as, wish)).body).toMatchObject({ recorded: [], recorded_before: [seen.lines[0].line] })
    const [, on] = (await node.ask('GET', `/participations/${orders[0].id}/money`, { as })).body
    expect(on).toMatchObject({
      kind: 'received',
      method: 'bank_transfer',
      reference: 'BCA 1234',
      happened_on: seen.lines[0].on,
    })
    expect((await node.ask('GET', `/participations/${orders[0].id}`, { as })).body.status).toBe('confirmed')
    expect(of(await previewed(text, as), 'recorded')).toMatchObject([{ recorded_for: { code: orders[0].code } }])
    // Without the lines that say whose account it is.
    const pasted = text.slice(text.indexOf('"Tanggal"'))
    expect((await previewed(pasted, as)).account).toBeNull()
    expect(of(await previewed(pasted, as), 'recorded')).toHaveLength(1)
    const stored = await node.services.db.query('select * from sambatan.statement_lines')
    expect(JSON.stringify(stored)).not.toContain('RANI')
  })

  it('puts a line free again whose record was taken back, and only then', async () => {
    const { as, orders } = await shop([150_000, 150_000])
    const text = bcaStatement([{ day: await today(), amount: 150_000 }])
    const seen = await previewed(text, as)
    expect(seen.lines).toMatchObject([{ state: 'choose', choices: [{ reasons: ['amount'] }, { reasons: ['amount'] }] }])
    const to = (at: number) => ({
      account: seen.account,
      lines: [chosen(seen.lines[0], { participation_id: orders[at].id })],
    })
    await record(as, to(0))
    expect((await record(as, to(1))).body.recorded_before).toHaveLength(1)
    const [entry] = (await node.ask('GET', `/participations/${orders[0].id}/money`, { as })).body
    await node.ask('POST', `/money/${entry.id}/reverse`, { as, body: { reason: 'Salah pesanan' } })
    expect((await previewed(text, as)).lines[0].state).not.toBe('recorded')
    expect((await record(as, to(1))).body.recorded).toHaveLength(1)
    expect((await record(as, to(0))).body.recorded_before).toHaveLength(1)
  })

  it('decides each line as if it came alone, and says why one is refused', async () => {
    const { as, orders } = await shop([149_999, 149_998])
    const other = await shop([149_997])
    const day = await today()
    const text = bcaStatement([149_999, 149_999, 149_998, 149_997].map((amount) => ({ day, amount })))
    const { lines, account } = await previewed(text, as)
    expect(lines.slice(0, 2)).toMatchObject([
      { state: 'choose', is_contested: true },
      { state: 'choose', is_contested: true },
    ])
    const answer = await record(as, {
      account,
      lines: [
        chosen(lines[0], { participation_id: orders[0].id }),
        chosen(lines[1], { participation_id: orders[0].id }),
        chosen(lines[2], { code: `#${orders[1].code.toLowerCase()}` }),
        chosen(lines[3], { participation_id: other.orders[0].id }),
      ],
    })
    expect(answer.body.recorded).toHaveLength(2)
    const more = answer.body.refused.find(({ code }: Made) => code === 'more_than_due')
    expect(more.detail, 'the others were').not.toMatch(/belum ada yang dicatat|nothing was recorded/i)
    expect(answer.body.refused.map(({ code }: Made) => code).sort()).toEqual([
      'more_than_due',
      'participation_not_found',
    ])
    const again = {
      account,
      lines: [lines[0], lines[1]].map((line) => chosen(line, { participation_id: orders[0].id, anyway: true })),
    }
    expect((await record(as, again)).body).toMatchObject({ recorded: [{}], recorded_before: [{}] })
    expect((await node.ask('GET', `/participations/${orders[0].id}`, { as })).body.owed_to_buyer).toBe(149_999)
  })

  it('records of a line what the line says, and refuses another amount or day by itself', async () => {
    const { as, orders } = await shop([149_999, 149_998, 149_997])
    const day = await today()
    const text = bcaStatement([149_999, 149_998, 149_997].map((amount) => ({ day, amount })))
    const { lines, account } = await previewed(text, as)
    const answer = await record(as, {
      account,
      lines: [{ ...chosen(lines[0]), amount: 5 }, { ...chosen(lines[1]), on: '2020-01-01' }, chosen(lines[2])],
    })
    expect(answer.body).toMatchObject({
      recorded: [{ line: lines[2].line, amount: 149_997 }],
      refused: [
        { line: lines[0].line, code: 'statement_line_differs' },
        { line: lines[1].line, code: 'statement_line_differs' },
      ],
    })
    expect(of(await previewed(text, as), 'recorded'), 'they are open still').toHaveLength(1)
    expect((await node.ask('GET', `/participations/${orders[0].id}`, { as })).body.paid_amount).toBe(0)
    expect((await record(as, { account, lines: [chosen(lines[0])] })).body.recorded).toMatchObject([
      { amount: 149_999 },
    ])
  })

  it('is for the seller of the orders, and for keys with payments', async () => {
    const { as, seller, orders } = await shop([149_999])
    const text = bcaStatement([{ day: await today(), amount: 149_999 }])
    expect((await previewed(text, undefined, `?seller_id=${seller}`)).lines[0].state).toBe('matched')
    expect((await previewed(text, 'seller:somebody')).lines[0].state).toBe('unmatched')
    expectProblem(await preview(text, { as: 'seller:somebody' }, `?seller_id=${seller}`), 403, 'forbidden')
    expectProblem(await preview(text, {}), 422, 'user_id_required')
    expectProblem(await preview(text, { as: 'buyer:rani' }), 403, 'forbidden')
    const [line] = (await previewed(text, as)).lines
    const theft = await record('seller:somebody', { lines: [chosen(line, { participation_id: orders[0].id })] })
    expect(theft.body.refused).toMatchObject([{ code: 'participation_not_found' }])
    expectProblem(await record(as, { lines: [chosen(line, {})] }), 422, 'validation_failed')
    expectProblem(await record(as, { lines: [chosen(line), chosen(line)] }), 422, 'validation_failed')
  })

  it('refuses what it cannot read with what to do, and asks for what the file does not say', async () => {
    const { as, orders } = await shop([149_999])
    expectProblem(await preview('%PDF-1.7', { as }), 422, 'statement_pdf')
    expectProblem(await preview('x'.repeat(2 * 1024 * 1024 + 1), { as }), 413, 'statement_too_large')
    expectProblem(await preview(bcaStatement([]).replace('"IDR"', '"USD"'), { as }), 422, 'statement_currency')
    const day = await today()
    const wrong = bcaStatement([{ day, amount: 149_999 }]).replace('"149999.00","CR"', '"149998.00","CR"')
    expectProblem(await preview(wrong, { as }), 422, 'statement_sums_differ')
    const { first, second } = writtenDay(day)!
    const other = `Kapan|Berapa\n2026-${second}-${first}|149.999`
    expect(await previewed(other, as)).toMatchObject({
      needs: ['columns'],
      sample: [['Kapan', 'Berapa'], {}],
      lines: [],
    })
    expectProblem(await preview(other, { as }, '?date_column=0'), 422, 'validation_failed')
    expect(await previewed(other, as, '?date_column=0&in_column=1')).toMatchObject({ needs: ['numbers'] })
    const year = (await databaseNow(node.services.db)).getFullYear()
    const read = await previewed(other.replace('2026', String(year)), as, '?date_column=0&in_column=1&numbers=comma')
    expect(read.lines).toMatchObject([{ state: 'matched', choices: [{ participation_id: orders[0].id }] }])
  })

  it('records the same of overlapping cuts in any order as of the whole once', async () => {
    const day = await today()
    const amounts = [149_999, 149_998, 149_997, 149_996, 149_995, 149_994]
    const entries: Entry[] = amounts.flatMap((amount) => [
      { day, amount },
      { day, amount: -1000 },
    ])
    const cut = (length: number, isNewestFirst: boolean) => {
      const lines = bcaStatement(entries.slice(0, length)).split('\n')
      if (!isNewestFirst) return lines.join('\n')
      return [...lines.slice(0, 4), ...lines.slice(4, 4 + length).reverse(), ...lines.slice(4 + length)].join('\n')
    }
    for (const cuts of [[12], [3, 8, 12, 3], [12, 5, 8], [9, 2, 12, 11]]) {
      const { as, campaign, orders } = await shop(amounts)
      let recorded = 0
      for (const [at, length] of cuts.entries()) {
        recorded += (await recordMatched(cut(length, at % 2 === 1), as)).recorded.length
      }
      expect(recorded, String(cuts)).toBe(6)
      expect(await moneyOf(as, campaign.id)).toMatchObject({
        received: amounts.reduce((sum, amount) => sum + amount, 0),
        owed_by_buyers: 0,
        owed_to_buyers: 0,
      })
      for (const order of orders)
        expect((await node.ask('GET', `/participations/${order.id}`, { as })).body.payment_status).toBe('paid')
    }
  })

  it('takes a statement of 55 lines for a campaign of 60 buyers, and agrees with it to the rupiah', async () => {
    const names = Array.from(
      { length: 60 },
      (_, at) => `Pembeli ${'ABCDEFGH'[at % 8]}ani ${'KLMNPRST'[Math.floor(at / 8)]}untoro`,
    )
    const { as, campaign, orders } = await shop(
      Array.from({ length: 60 }, (_, at) => 149_000 - at),
      { names },
    )
    const owed = (at: number) => 149_000 - at
    const said = (at: number) => `TRSF E-BANKING CR ${names[at]!.toUpperCase()}`
    const day = await today()
    const line = (amount: number, remark?: string): Entry => ({ day, amount, ...(remark && { remark }) })
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)
    const entries = [
      ...range(0, 36).map((at) => line(owed(at))),
      // The same sum twice: one of them is a buyer who paid twice, and nobody can say which.
      line(owed(35)),
      ...range(36, 38).map((at) => line(149_000 - 500, said(at))),
      ...range(38, 40).map((at) => line(149_000 - 500, `PESANAN ${orders[at].code}`)),
      ...range(40, 45).map((at) => line(200_000, said(at))),
      ...[75_000, 12_500, 1_000_000, 33_333, 60_000].map((sum) => line(sum, 'SETORAN TUNAI')),
      ...[-6500, -50_000, -2500, -100_000].map((sum) => line(sum, 'BIAYA')),
    ]
    expect(entries).toHaveLength(55)
    const text = bcaStatement(entries)
    const seen = await previewed(text, as)
    expect(of(seen, 'matched')).toHaveLength(35)
    const open = of(seen, 'choose')
    expect(open).toHaveLength(11)
    expect(open.filter(({ is_contested }) => is_contested)).toHaveLength(2)
    expect(of(seen, 'unmatched')).toHaveLength(5)
    expect(seen.debits).toBe(4)
    expect(seen.totals.amount).toBe(entries.reduce((sum, { amount }) => sum + Math.max(0, amount), 0))
    // A person takes what is certain, for the rest the likeliest, and the second of the two that are equal knowingly.
    const lines = [...of(seen, 'matched'), ...open].map((each) =>
      chosen(each, {
        participation_id: each.choices[0].participation_id,
        ...(each.choices[0].effect === 'overpays' && { anyway: true }),
      }),
    )
    const doubled = open.find(({ is_contested }) => is_contested).line
    const first = await record(as, { account: seen.account, lines })
    expect(first.body.refused).toMatchObject([{ code: 'more_than_due' }])
    expect(first.body.recorded).toHaveLength(45)
    expect(open.filter(({ is_contested }) => is_contested).map((each) => each.line)).toContain(
      first.body.refused[0].line,
    )
    expect(typeof doubled).toBe('string')
    const second = lines.find((each) => each.line === first.body.refused[0].line)
    await record(as, { account: seen.account, lines: [{ ...second, anyway: true }] })
    const foreign = 75_000 + 12_500 + 1_000_000 + 33_333 + 60_000
    const over = range(40, 45).reduce((sum, at) => sum + 200_000 - owed(at), 0) + owed(35) + 1
    const money = await moneyOf(as, campaign.id)
    expect(money.received).toBe(seen.totals.amount - foreign)
    // Of those who rounded, one paid a rupiah or more too little or too much.
    const rounded = range(36, 40).map((at) => 148_500 - owed(at))
    expect(money.owed_to_buyers).toBe(over - 1 + rounded.reduce((sum, more) => sum + Math.max(0, more), 0))
    expect(money.owed_by_buyers).toBe(
      range(45, 60).reduce((sum, at) => sum + owed(at), 0) - rounded.reduce((sum, more) => sum + Math.min(0, more), 0),
    )
    // Sent once more, all of it is known.
    const again = await previewed(text, as)
    expect(of(again, 'recorded')).toHaveLength(46)
    expect(of(again, 'matched')).toEqual([])
  })
})
