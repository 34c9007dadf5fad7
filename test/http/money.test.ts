/** Money is told alike wherever it is told: on pages, to search engines, by scripts, on share images, in the widget. */
import { expect, it } from 'vitest'
import { money as widgetMoney } from '../../packages/widget/src/format.ts'
import { decimalOf, fractionDigits } from '../../src/kernel/money.ts'
import { moneyInWords } from '../../src/modules/sharing/words.ts'
import { signedIn } from '../support/accounts.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

it('has the same digits behind the point in the widget, which can ask nobody else, and on share images', () => {
  const digitsOf = (text: string) => /[.](\d+)\D*$/.exec(text)?.[1]?.length ?? 0
  for (const currency of Intl.supportedValuesOf('currency')) {
    expect(digitsOf(widgetMoney('en', 123, currency)), currency).toBe(fractionDigits(currency))
    expect(digitsOf(moneyInWords(123, currency, 'en')), currency).toBe(fractionDigits(currency))
  }
})

it.each([
  [3700, 'USD', '37.00'],
  [5, 'USD', '0.05'],
  [-1250, 'USD', '-12.50'],
  [185_000, 'IDR', '185000'],
  [185_000, 'XOF', '185000'],
  [185_000, 'KWD', '185.000'],
  [Number.MAX_SAFE_INTEGER, 'USD', '90071992547409.91'],
])('is written into files as people count it: %d of %s is %s', (amount, currency, text) => {
  expect(decimalOf(amount, currency)).toBe(text)
})

onEachNode(
  'the price of a campaign',
  (node) => {
    it.each([
      ['CLP', 100_000, 0],
      ['ISK', 100_000, 0],
      ['IDR', 100_000, 0],
      ['UGX', 100_000, 0],
      ['USD', 1_000, 2],
      ['KWD', 100, 3],
    ])('in %s is told to search engines and to the form for joining as it is', async (currency, price, digits) => {
      const { id } = await newProduct(node, { currency })
      const { slug } = await newCampaign(node, { product_id: id })
      const page = await node.app.inject(`/c/${slug}`)
      const told = JSON.parse(/<script type="application\/ld\+json">(.+?)<\/script>/.exec(page.body)![1]!)
      expect(told.offers).toMatchObject({ price, priceCurrency: currency })
      const form = await node.app.inject(`/c/${slug}/join`)
      expect(form.body).toContain(`data-currency="${currency}" data-digits="${digits}"`)
    })

    it('is in a currency that exists, or in none', async () => {
      for (const currency of ['ABC', 'XAU', 'XXX', 'idr', 'BOV']) {
        const body = { seller_id: 'seller-1', name: 'Melati', base_price: 1, currency }
        expect((await node.ask('POST', '/products', { body })).status, currency).toBe(422)
      }
    })

    it('of one currency is not added to that of another where operators see sums', async () => {
      const inRupiah = await newCampaign(node)
      const inDollars = await newCampaign(node, { product_id: (await newProduct(node, { currency: 'USD' })).id })
      for (const { id } of [inRupiah, inDollars]) await newParticipation(node, id, { user_id: 'pembeli-dua-uang' })
      const { headers } = await signedIn(node.services.db, 'operator')
      for (const [path, amount] of [
        ['/operator', 'Rp 100,000 + $1,000.00'],
        ['/operator/people/pembeli-dua-uang/erase', '$1,000.00 + Rp 100,000'],
      ] as const) {
        const page = await node.app.inject({ url: path, headers: { ...headers, 'accept-language': 'en' } })
        expect(page.body.replaceAll('\u00a0', ' '), path).toContain(amount)
      }
    })
  },
  { only: 'one' },
)
