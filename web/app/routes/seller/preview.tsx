/** What buyers will see of what is in the form now: the same page, made by the same component, of terms not saved yet. */
import type { Campaign } from '@sambatan/client'
import { saidPrices } from '../../../../src/kernel/prices.ts'
import { Notice } from '../../components/notice.tsx'
import { type Page, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { offerOf, shown } from '../../shown.ts'
import { CampaignView } from '../public/campaign.tsx'
import type { Route } from './+types/preview.ts'
import { bodyOf, rowsIn } from './item-rows.ts'
import { onlyOwner } from './owner.ts'
import { overStored, stageOf } from './still-open.ts'
import { termsOf, textFields, typedIn } from './terms.ts'

/** Items as they are typed, as if they were on sale now. */
function soldOf({ items, volume_prices: volume }: ReturnType<typeof bodyOf>['body'], campaign: Campaign) {
  const shown = items.map((item, i): Campaign['items'][number] => {
    const stored = campaign.items.find(({ id }) => id === item.id)
    // Of what people have ordered nothing but words and limits is typed.
    if (stored && stored.units_taken > 0) return { ...stored, ...item, id: stored.id, tiers: stored.tiers }
    return {
      ...item,
      id: item.id ?? `item-${i}`,
      units_taken: 0,
      units_counted: item.minimum_units === null ? null : 0,
      price_now: item.on_sale ? (item.tiers[0]?.price ?? item.price) : null,
      dropped: false,
      final_price: null,
      tiers: item.tiers.map((tier, j) => ({
        ...tier,
        id: tier.id ?? `tier-${j}`,
        units_taken: 0,
        units_left: tier.units,
      })),
    }
  })
  const steps = volume.map(({ from_slots, prices }) => ({
    from_slots,
    prices: prices.map(({ item, price }) => ({ item_id: shown[item]!.id, price })),
  }))
  return { items: shown, volume_prices: steps, slots_taken: campaign.slots_taken }
}

/** The one thing that is sold, at the price that is typed. */
function pricedAs({ items }: Campaign, { price_per_slot: price }: { price_per_slot?: unknown }) {
  return typeof price === 'number' ? { items: items.map((item) => ({ ...item, price, price_now: price })) } : {}
}

type Loaded = Parameters<typeof CampaignView>[0]['loaderData']

export const loader = page((page) => shownOf(page))

export const action = page(async (page) => shownOf(page, await page.sentForm()))

async function shownOf({ api, params, context }: Page, form?: FormData) {
  const campaign = await api.readCampaign({ id: params.id! })
  const [product, joiners] = await Promise.all([
    api.readProduct({ id: campaign.product_id }),
    api.listJoiners({ id: campaign.id, limit: 6 }),
    onlyOwner(api, campaign.id),
  ])
  const stage = stageOf(campaign)
  const isDraft = stage === 'draft'
  const { terms } = form ? termsOf(typedIn(form, campaign), campaign.currency) : { terms: {} }
  const changeable = stage === 'frozen' ? [...textFields, 'total_slots'] : textFields
  const typed =
    isDraft || stage === 'open'
      ? terms
      : Object.fromEntries(Object.entries(terms).filter(([name]) => changeable.includes(name as never)))
  const given = form && stage !== 'over' ? rowsIn(form) : undefined
  const rows = given && stage === 'frozen' ? overStored(given, campaign) : given
  const sold = rows ? soldOf(bodyOf(rows, campaign.currency).body, campaign) : pricedAs(campaign, typed)
  const wished = { ...campaign, ...typed, ...sold }
  const merged = { ...wished, ...saidPrices(wished) }
  const now = new Date().toISOString()
  const opensLater = merged.opens_at !== null && merged.opens_at > now
  const loaded: Loaded = {
    campaign: shown({
      ...merged,
      slots_remaining: merged.total_slots - merged.slots_taken,
      status: isDraft ? (opensLater ? 'scheduled' : 'active') : campaign.status,
    }),
    offer: offerOf(merged, product),
    joiners,
    product: { description: product.description, name: product.name },
    latest: undefined,
    others: [],
    now,
    address: `${context.publicUrl}/c/${campaign.slug}`,
    image: '',
  }
  return { shown: loaded, back: `/sell/campaigns/${campaign.id}/edit`, embedded: form?.get('embed') === '1' }
}

export const meta = () => [
  { title: `${m.seller_preview()} · ${m.site_name()}` },
  { name: 'robots', content: 'noindex' },
]

export default function Preview({ loaderData, actionData }: Route.ComponentProps) {
  const { shown, back, embedded } = actionData ?? loaderData
  return (
    <>
      {!embedded && (
        <aside aria-label={m.seller_preview()} className="mx-auto w-full max-w-6xl px-4 pt-4">
          <Notice tone="warn" title={m.seller_preview_title()}>
            {m.seller_preview_detail()}{' '}
            <a href={back} className="font-semibold text-accent">
              {m.seller_preview_back()}
            </a>
          </Notice>
        </aside>
      )}
      <CampaignView loaderData={shown} />
    </>
  )
}
