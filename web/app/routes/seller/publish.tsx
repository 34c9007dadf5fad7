import type { Campaign, Product } from '@sambatan/client'
import type { ReactNode } from 'react'
import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { Photo } from '../../components/photo.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ago, dateTime, duration, money, number } from '../../format.ts'
import { answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { quoteOf, shown } from '../../shown.ts'
import { isPlain } from '../../sold.ts'
import type { Route } from './+types/publish.ts'
import { decisionOf } from './form.tsx'
import { SellerPage } from './frame.tsx'
import { onlyOwner } from './owner.ts'
import { errorsOf } from './saving.ts'
import { fixedWords } from './still-open.ts'

export const loader = page(async ({ api, params }) => {
  const campaign = await api.readCampaign({ id: params.id! })
  const [product, quote] = await Promise.all([
    api.readProduct({ id: campaign.product_id }),
    isPlain(campaign) ? quoteOf(api, campaign, campaign.minimum_slots) : undefined,
    onlyOwner(api, campaign.id),
  ])
  if (campaign.status !== 'inactive') throw redirect(`/sell/campaigns/${campaign.id}`)
  return {
    campaign: shown(campaign),
    sold: isPlain(campaign) ? [] : soldFacts(campaign),
    product: { name: product.name, sambatan_enabled: product.sambatan_enabled },
    amount: quote?.total,
    advice: adviceOf(campaign, product),
    doubt: priceDoubtOf(campaign, product),
    now: new Date().toISOString(),
    key: crypto.randomUUID(),
  }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const campaign = await api.readCampaign({ id: params.id! })
  // Another tab may have changed the draft since it was read here, and what is published cannot be changed any more.
  if (campaign.status === 'inactive' && campaign.updated_at !== text(form, 'read')) {
    return data({ errors: [m.seller_publish_changed()] }, { status: 409 })
  }
  const published = await attempt(api.publishCampaign({ id: params.id! }, { idempotencyKey: sentKey(form) }))
  if (published.ok) return redirect(`/sell/campaigns/${published.result.id}?done=published`)
  return refused(published.problem, { errors: Object.values(errorsOf(published.problem)) })
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_publish_title()} · ${m.site_name()}` }]

type Loaded = Route.ComponentProps['loaderData']

export default function Publish({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, advice, doubt, key, now } = loaderData
  const edit = `/sell/campaigns/${campaign.id}/edit`
  const obstacles = obstaclesOf(loaderData)
  const opensLater = campaign.opens_at !== null && campaign.opens_at > now
  return (
    <SellerPage
      title={m.seller_publish_title()}
      lead={m.seller_publish_lead()}
      back={{ href: edit, words: m.seller_back_edit() }}
      within="/sell"
      narrow
    >
      {actionData && (
        <Notice tone="bad" title={m.seller_publish_failed()}>
          {actionData.errors.join(' ')}
        </Notice>
      )}
      {obstacles.length > 0 && (
        <Notice tone="bad" title={m.seller_publish_obstacles()}>
          <ul className="list-disc space-y-1 pl-5">
            {obstacles.map(([field, words]) => (
              <li key={field}>
                <a href={field === 'product' ? `/sell/products/${campaign.product_id}` : `${edit}#${field}`}>{words}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {obstacles.length === 0 && advice.length > 0 && (
        <Notice tone="warn" title={m.seller_publish_advice()}>
          <ul className="list-disc space-y-1 pl-5">
            {advice.map(([field, words]) => (
              <li key={field}>
                <a href={`${edit}#${field}`}>{words}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {doubt && (
        <Notice tone="warn" title={m.seller_publish_cheap()}>
          <a href={`${edit}#price_per_slot`}>{doubt}</a>
        </Notice>
      )}
      <Look loaded={loaderData} />
      <section aria-labelledby="fixed">
        <h2 id="fixed" className="text-xl">
          {m.seller_publish_fixed()}
        </h2>
        <p className="measure mt-1 text-soft">{m.seller_publish_fixed_detail()}</p>
        <div className="mt-4">
          <Facts facts={factsOf(loaderData)} />
        </div>
        <p className="measure mt-4 text-sm text-soft">{m.seller_publish_free()}</p>
      </section>
      <PostForm className="flex flex-wrap gap-3">
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="read" value={campaign.updated_at} />
        {obstacles.length === 0 && (
          <Button>{opensLater ? m.seller_publish_schedule() : m.seller_publish_button()}</Button>
        )}
        <ButtonLink href={edit} variant={obstacles.length === 0 ? 'quiet' : 'primary'}>
          {m.seller_publish_not_yet()}
        </ButtonLink>
      </PostForm>
    </SellerPage>
  )
}

/** What the API would refuse, said before it is asked. */
function obstaclesOf({ campaign, product, now }: Loaded): [field: string, words: string][] {
  const obstacles: [string, string][] = []
  if (!product.sambatan_enabled) obstacles.push(['product', m.seller_obstacle_product({ product: product.name })])
  if (campaign.deadline <= now)
    obstacles.push(['deadline', m.seller_obstacle_deadline({ time: dateTime(campaign.deadline) })])
  return obstacles
}

function adviceOf(campaign: Campaign, product: Product): [field: string, words: string][] {
  const advice: [string, string][] = []
  if (campaign.photos.length === 0) advice.push(['photos-part', m.seller_advice_photos()])
  if (campaign.description.length < 40) advice.push(['description', m.seller_advice_story()])
  if (isPlain(campaign) && campaign.price_per_slot >= product.base_price && product.base_price > 0)
    advice.push(['price_per_slot', m.seller_advice_price()])
  const [most, total] = [mostFilled(campaign), campaign.total_slots]
  if (most < total) advice.push(['total_slots', m.seller_advice_fill({ most: number(most), total: number(total) })])
  return advice
}

/** How many slots the items can fill at most, each as often as it exists. */
function mostFilled({ items, total_slots: total }: Campaign): number {
  const limited = items.every(({ maximum_units }) => maximum_units !== null)
  const units = limited ? items.reduce((sum, item) => sum + item.maximum_units! * item.slots_per_unit, 0) : total
  const reached = new Uint8Array(total + 1)
  reached[0] = 1
  for (const { slots_per_unit: slots } of items) {
    for (let taken = slots; taken <= total; taken++) reached[taken] ||= reached[taken - slots]!
  }
  return reached.lastIndexOf(1, Math.min(units, total))
}

/** Nothing made in a batch costs less: `185` is what 185.000 looks like without its `rb`. */
const rupiahMin = 1000

/** What is more often a zero, or three, that were left out than a price. */
function priceDoubtOf(campaign: Campaign, product: Product): string | undefined {
  const { price_per_slot: amount, currency } = campaign
  if (!isPlain(campaign)) return undefined
  const price = money(amount, currency)
  // The shop price may lack the same zeros.
  if (currency === 'IDR' && amount < rupiahMin) {
    return m.seller_publish_tiny_detail({ price, meant: money(amount * 1000, currency) })
  }
  // Less than a third of what it costs elsewhere.
  if (amount * 3 >= product.base_price) return undefined
  return m.seller_publish_cheap_detail({ price, shop: money(product.base_price, currency) })
}

function Look({ loaded: { campaign, now } }: { loaded: Loaded }) {
  return (
    <section aria-labelledby="look" className="flex gap-4 rounded-lg border border-line bg-surface p-3 sm:p-4">
      <Photo of={campaign} alt="" sizes="8rem" className="size-[min(6rem,27vw)] shrink-0 rounded-md sm:size-32" />
      <div className="min-w-0">
        <h2 id="look" dir="auto" className="font-sans text-lg leading-snug font-bold">
          {campaign.title}
        </h2>
        <p className="mt-1 numbers">
          <strong>{campaign.price}</strong> {campaign.per}
        </p>
        <p className="text-sm text-soft">{m.card_closes({ time: ago(campaign.deadline, now) })}</p>
        <a
          href={`/sell/campaigns/${campaign.id}/preview`}
          className="inline-flex min-h-11 items-center text-sm font-semibold text-accent"
        >
          {m.seller_publish_look()}
        </a>
      </div>
    </section>
  )
}

/** What each item costs, with its early birds and its minimum, and what the volume brings. */
function soldFacts(campaign: Campaign): [string, string][] {
  const items = campaign.items.map((item): [string, string] => {
    const minimum = item.minimum_units === null ? [] : [m.seller_fixed_minimum({ count: number(item.minimum_units) })]
    return [item.name, [...fixedWords(item, campaign.currency), ...minimum].join('\n')]
  })
  const { volume } = shown(campaign)
  const steps = volume ? [volume.reached, volume.next, ...volume.later].filter((step) => step !== undefined) : []
  return [
    ...items,
    ...steps.map(({ from, price, prices }): [string, string] => [
      m.seller_locked_from({ slots: m.slots({ count: number(from) }) }),
      price ?? prices,
    ]),
  ]
}

function factsOf({ campaign, sold, amount, now }: Loaded): (readonly [string, ReactNode])[] {
  const { total_slots: total, minimum_slots: goal, price } = campaign
  const lines = (words: string) => <span className="whitespace-pre-line">{words}</span>
  const facts: (readonly [string, ReactNode])[] = [
    [m.seller_total_label(), m.slots({ count: number(total) })],
    [
      m.seller_goal_label(),
      goal === total
        ? m.seller_sum_goal_all({ total: number(total) })
        : m.seller_sum_goal({ goal: number(goal), total: number(total) }),
    ],
    ...(campaign.isPlain
      ? [[m.seller_price(), price] as const]
      : sold.map(([name, words]) => [name, lines(words)] as const)),
    ...(amount ? [[m.seller_fact_amount(), amount] as const] : []),
    [m.seller_deadline(), m.seller_fact_time({ time: dateTime(campaign.deadline), ago: ago(campaign.deadline, now) })],
  ]
  if (campaign.opens_at) facts.push([m.seller_opens_label(), dateTime(campaign.opens_at)])
  if (campaign.min_per_buyer > 1)
    facts.push([m.seller_min_label(), m.seller_fact_min({ min: number(campaign.min_per_buyer) })])
  if (campaign.max_per_buyer !== null) facts.push([m.seller_max_label(), number(campaign.max_per_buyer)])
  facts.push(
    [m.seller_part_decision(), decisionOf(campaign)],
    [m.seller_hold_label(), campaign.hold_minutes === null ? m.seller_hold_never() : duration(campaign.hold_minutes)],
  )
  if (campaign.settlement_minutes > 0) facts.push([m.seller_settlement_label(), duration(campaign.settlement_minutes)])
  facts.push([m.seller_payment_days_label(), duration(campaign.payment_days * 1440)])
  return facts
}
