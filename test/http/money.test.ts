/** Money is told alike wherever it is told: on pages, to search engines, by scripts, on share images, in the widget. */
import { expect, it } from 'vitest'
import { money as widgetMoney } from '../../packages/widget/src/format.ts'
import { fractionDigits } from '../../src/kernel/money.ts'
import { moneyInWords } from '../../src/modules/sharing/words.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newProduct } from './things.ts'

it('has the same digits behind the point in the widget, which can ask nobody else, and on share images', () => {
  const digitsOf = (text: string) => /[.](\d+)\D*$/.exec(text)?.[1]?.length ?? 0
  for (const currency of Intl.supportedValuesOf('currency')) {
    expect(digitsOf(widgetMoney('en', 123, currency)), currency).toBe(fractionDigits(currency))
    expect(digitsOf(moneyInWords(123, currency, 'en')), currency).toBe(fractionDigits(currency))
  }
})

onEachNode(
  'the price of a campaign',
  (node) => {
    it.each([
      ['CLP', 100_000, 0],
      ['ISK', 100_000, 0],
      ['IDR', 100_000, 0],
      ['USD', 1_000, 2],
    ])('in %s is told to search engines and to the form for joining as it is', async (currency, price, digits) => {
      const { id } = await newProduct(node, { currency })
      const { slug } = await newCampaign(node, { product_id: id })
      const page = await node.app.inject(`/c/${slug}`)
      const told = JSON.parse(/<script type="application\/ld\+json">(.+?)<\/script>/.exec(page.body)![1]!)
      expect(told.offers).toMatchObject({ price, priceCurrency: currency })
      const form = await node.app.inject(`/c/${slug}/join`)
      expect(form.body).toContain(`data-currency="${currency}" data-digits="${digits}"`)
    })
  },
  { only: 'one' },
)
