/**
 * The money of one campaign from the first join to the last rupiah sent back: sixty buyers, one bank statement, proofs, sums that are too
 * much, a campaign that fails, the file for the bank, and one to whom it has not come. In the end nobody owes anybody, and all of it
 * agrees with the statement.
 */
import { expect, it } from 'vitest'
import { advanceClock, databaseNow } from '../support/clock.ts'
import { hours } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { bcaStatement, type Entry } from '../support/statements.ts'
import { onEachNode } from './node.ts'
import { inTime, newCampaign, newParticipation, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Made = any

const seller = { as: 'seller:toko-kisah' as const }
const price = 150_000
const tooMuch = 50_000
const sum = (all: Made[], of: (one: Made) => number): number => all.reduce((total, one) => total + of(one), 0)

onEachNode(
  'the money of a campaign that fails',
  (node) => {
    async function ok(method: 'GET' | 'POST' | 'PUT', path: string, ask: object = {}): Promise<Made> {
      const answer = await node.ask(method, path, { ...seller, ...ask })
      expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300)
      return answer.body
    }
    const previewed = (raw: string): Promise<Made> =>
      ok('POST', '/money/statement/preview', { raw, headers: { 'content-type': 'text/plain; charset=utf-8' } })
    const asBuyer = (one: Made) => ({ as: `buyer:${one.user_id}` as const })

    async function campaignOfSixty() {
      await ok('PUT', '/sellers/toko-kisah/payment-instructions', {
        body: {
          accounts: [{ kind: 'bank', provider: 'BCA', number: '385 000 1234', holder: 'Toko Kisah' }],
          unique_amounts: true,
        },
      })
      const product = await newProduct(node, { seller_id: 'toko-kisah' })
      const campaign = await newCampaign(node, {
        product_id: product.id,
        total_slots: 100,
        price_per_slot: price,
        deadline: await inTime(node, hours(24 * 10)),
      })
      const orders: Made[] = []
      for (let i = 0; i < 60; i++) orders.push(await newParticipation(node, campaign.id, { user_id: `kisah-${i}` }))
      return { campaign, orders }
    }

    /** 55 lines: 40 transfers, of which four were rounded and one came to the sum of another; 5 that are too much; 10 that are foreign. */
    async function statementOf(orders: Made[]): Promise<{ text: string; entries: Entry[] }> {
      const now = new Date((await databaseNow(node.services.db)).getTime() + hours(7)).toISOString()
      const day = `${now.slice(8, 10)}/${now.slice(5, 7)}`
      const transfers = orders.slice(0, 40).map((one, i) => {
        if (i >= 36) return { day, amount: price }
        return { day, amount: (i === 35 ? orders[34] : one).amount_to_pay }
      })
      const over = orders.slice(40, 45).map((one) => ({
        day,
        amount: one.amount_to_pay + tooMuch,
        remark: `TRSF E-BANKING CR ${one.code}`,
      }))
      const foreign = Array.from({ length: 10 }, (_, i) => ({
        day,
        amount: i % 2 === 0 ? 2_000_000 + i : -(75_000 + i),
      }))
      const entries = [...transfers, ...over, ...foreign]
      return { text: bcaStatement(entries, { opening: 9_000_000 }), entries }
    }

    const record = (seen: Made, lines: object[]) =>
      ok('POST', '/money/statement', { body: { account: seen.account, reference: seen.reference, lines } })
    const chosen = ({ line, check, on, amount }: Made, to: object) => ({ line, check, on, amount, ...to })

    /** What a seller makes of the preview: what is certain at once, and the rest one by one. */
    async function recordStatement(text: string, orders: Made[]) {
      const seen = await previewed(text)
      const of = (state: string): Made[] => seen.lines.filter((line: Made) => line.state === state)
      expect([of('matched').length, of('choose').length, of('unmatched').length, seen.debits]).toEqual([34, 11, 5, 5])
      const certain = await record(
        seen,
        of('matched').map((line) => chosen(line, { participation_id: line.choices[0].participation_id })),
      )
      expect([certain.recorded.length, certain.refused]).toEqual([34, []])
      const twins = of('choose').filter(({ is_contested: isContested }) => isContested)
      expect(twins.map(({ choices }) => choices[0].participation_id)).toEqual([orders[34].id, orders[34].id])
      const over = of('choose').filter(({ choices }) => choices[0].reasons.includes('code'))
      expect(over.map(({ choices }) => choices[0].effect)).toEqual(Array(5).fill('overpays'))
      const rounded = of('choose').filter((line) => !twins.includes(line) && !over.includes(line))
      expect(rounded.map(({ amount }) => amount)).toEqual(Array(4).fill(price))
      const byHand = [
        chosen(twins[0], { participation_id: orders[34].id }),
        chosen(twins[1], { code: orders[35].code, anyway: true }),
        ...over.map((line) => chosen(line, { participation_id: line.choices[0].participation_id, anyway: true })),
        ...rounded.map((line, i) => chosen(line, { code: orders[36 + i].code })),
      ]
      // What is too much is asked about first.
      const unasked = await record(
        seen,
        byHand.map(({ anyway: _, ...line }: Made) => line),
      )
      expect(unasked.refused.filter(({ code }: Made) => code === 'more_than_due').length).toBeGreaterThanOrEqual(5)
      const done = await record(seen, byHand)
      expect(done.refused).toEqual([])
      return seen
    }

    it('is recorded, owed and sent back to the rupiah', async () => {
      const { campaign, orders } = await campaignOfSixty()
      expect(new Set(orders.map(({ amount_to_pay: due }) => due)).size, 'each has a sum of its own').toBe(60)
      const { text, entries } = await statementOf(orders)
      expect(entries).toHaveLength(55)
      const seen = await recordStatement(text, orders)
      const ours = entries.slice(0, 45)
      const foreign = sum(entries.slice(45), ({ amount }) => Math.max(0, amount))
      expect(seen.totals.amount, 'what came in all').toBe(sum(ours, ({ amount }) => amount) + foreign)
      const again = await previewed(text)
      const states = again.lines.map(({ state }: Made) => state)
      expect(states.filter((state: string) => state === 'recorded')).toHaveLength(45)
      expect(states.filter((state: string) => state === 'matched')).toEqual([])

      const proofs = orders.slice(45, 50)
      for (const one of proofs)
        await ok('POST', `/participations/${one.id}/paid`, { ...asBuyer(one), body: { note: 'QRIS' } })
      const claims = await ok('GET', `/money/claims?campaign_id=${campaign.id}&limit=100`)
      expect(claims.map((claim: Made) => claim.participation_id)).toEqual(proofs.map(({ id }) => id))
      for (const claim of claims) await ok('POST', `/money/claims/${claim.id}/confirm`, { body: { method: 'qris' } })
      const received = sum(ours, ({ amount }) => amount) + sum(proofs, ({ amount_to_pay: due }) => due)
      expect(await ok('GET', `/campaigns/${campaign.id}/money`)).toMatchObject({ received, sent_back: 0 })

      await advanceClock(node.services.db, hours(24 * 10 + 1))
      await ok('POST', '/lifecycle/run', { as: undefined })
      expect((await ok('GET', `/campaigns/${campaign.id}`)).status).toBe('failed')
      await sendAllBack(campaign, orders.slice(0, 50), received)

      expect(await ok('GET', `/money?owed=to_buyers&campaign_id=${campaign.id}`)).toEqual([])
      expect(await ok('GET', `/money?owed=by_buyers&campaign_id=${campaign.id}`)).toEqual([])
      expect(await ok('GET', `/campaigns/${campaign.id}/money`)).toMatchObject({
        received,
        sent_back: received,
        owed_to_buyers: 0,
        owed_by_buyers: 0,
        open_reports: 0,
        participations: { returned: 50, unpaid: 10, return_owed: 0 },
      })
      expect(await violations(node.services.db)).toEqual([])
    }, 120_000)

    async function sendAllBack(campaign: Made, payers: Made[], received: number) {
      const owed = await ok('GET', `/money/totals?owed=to_buyers&campaign_id=${campaign.id}`)
      expect(sum(owed, ({ amount }) => amount)).toBe(received)
      for (const [i, one] of payers.entries()) {
        const number = String(1_234_560_000 + i)
        const body = { provider: 'bca', number, holder: `Pembeli ${i}` }
        await ok('PUT', '/people/me/refund-account', { ...asBuyer(one), body })
      }
      const file = await node.ask('POST', '/money/bank-file', { ...seller, body: { campaign_id: campaign.id } })
      const rows = file.text.replace('\ufeff', '').trim().split('\r\n').slice(1)
      expect(rows).toHaveLength(50)
      expect(sum(rows, (row) => Number(row.split(',')[0]))).toBe(received)
      const read = (query: string): Promise<Made> =>
        ok('POST', `/money/bank-file/read${query}`, { headers: { 'content-type': 'text/csv' }, raw: file.text })
      const outcomesOf = ({ lines }: Made) => [...new Set(lines.map(({ outcome }: Made) => outcome))]
      expect(outcomesOf(await read('?dry_run=true'))).toEqual(['fits'])
      const sent = await read('')
      expect([outcomesOf(sent), sum(sent.totals, ({ amount }) => amount)]).toEqual([['sent_back'], received])
      expect(outcomesOf(await read(''))).toEqual(['already_sent'])

      const [unlucky] = payers
      const records = await ok('GET', `/participations/${unlucky.id}/money`, asBuyer(unlucky))
      const back = records.find(({ kind }: Made) => kind === 'sent_back')
      expect(back.amount, 'with the unique part, because it is the whole').toBe(unlucky.amount_to_pay)
      await ok('POST', `/money/${back.id}/not-arrived`, { ...asBuyer(unlucky), body: { note: 'Belum masuk' } })
      const reports = await ok('GET', `/money/reports?campaign_id=${campaign.id}`)
      expect(reports).toHaveLength(1)
      await ok('POST', `/money/${back.id}/answer`, { body: { answer: 'Masuk hari ini, bank sempat menundanya.' } })
    }
  },
  { only: 'one' },
)
