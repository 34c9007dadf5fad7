import { data, type MetaArgs } from 'react-router'
import { isolated } from '../../../../src/kernel/isolated.ts'
import { hasEnded } from '../../../../src/kernel/status.ts'
import { CampaignCard } from '../../components/campaign-card.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Counted, Fact } from '../../components/counted.tsx'
import { FollowForm } from '../../components/follow-form.tsx'
import { Items, Volume } from '../../components/items.tsx'
import { MoneyTerms } from '../../components/money-terms.tsx'
import { Photo } from '../../components/photo.tsx'
import { Progress, progressWords } from '../../components/progress.tsx'
import { Reworded } from '../../components/reworded.tsx'
import { Script } from '../../components/script.tsx'
import { whatsAppLink } from '../../components/share.ts'
import { decidedBy, isGoalMet, isOpen, isSplit, standingOf, takesWaiting } from '../../components/standing.ts'
import { StatusBadge } from '../../components/status.tsx'
import { Story } from '../../components/story.tsx'
import { ago, number, ogLocale, titleWords } from '../../format.ts'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import { offerOf, shown } from '../../shown.ts'
import type { Route } from './+types/campaign.ts'
import { minimumWords, outcomeWords, State, settlingWords } from './campaign-state.tsx'
import { ViewerLine } from './viewer-line.tsx'
import { WayIn } from './way-in.tsx'

export const loader = page(async ({ api, params, context }) => {
  const id = params.slug!
  const campaign = await api.readCampaign({ id })
  const [joiners, product, reworded, others] = await Promise.all([
    api.listJoiners({ id: campaign.id, limit: 6 }),
    api.readProduct({ id: campaign.product_id }),
    api.listWordings({ id: campaign.id, limit: 1 }),
    // Who cannot join this one is not sent away with nothing.
    isOpen(campaign) ? undefined : api.listCampaigns({ status: ['active'], limit: 4 }),
  ])
  const address = `${context.publicUrl}/c/${campaign.slug}`
  return data(
    {
      campaign: shown(campaign),
      offer: offerOf(campaign, product),
      joiners,
      product: { description: product.description, name: product.name },
      latest: reworded.items[0],
      others: (others?.items ?? [])
        .filter((other) => other.id !== campaign.id)
        .slice(0, 3)
        .map(shown),
      now: new Date().toISOString(),
      address,
      image: context.publicUrl + context.shareImagePath(campaign, getLocale()),
    },
    { headers: { 'x-page-keep-ms': '1000' } },
  )
})

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

type Loaded = Route.ComponentProps['loaderData']
type Campaign = Loaded['campaign']

/** What a shared link shows: the state now, with a picture that is made anew as the campaign fills. */
export function meta({ loaderData }: MetaArgs) {
  const loaded = loaderData as Loaded | undefined
  if (!loaded) return [{ title: m.site_name() }]
  const { campaign, address, image } = loaded
  const title = `${isolated(campaign.title)} · ${campaign.price}`
  const description = descriptionOf(campaign)
  return [
    { title: `${isolated(campaign.title)} · ${m.site_name()}` },
    { name: 'description', content: description },
    { tagName: 'link', rel: 'canonical', href: address },
    ...(campaign.status === 'inactive' ? [{ name: 'robots', content: 'noindex' }] : []),
    { property: 'og:type', content: 'product' },
    { property: 'og:site_name', content: m.site_name() },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: address },
    { property: 'og:locale', content: ogLocale() },
    { property: 'og:image', content: image },
    { property: 'og:image:alt', content: `${isolated(campaign.title)}. ${description}` },
    { property: 'og:image:width', content: '1200' },
    { property: 'og:image:height', content: '630' },
    { name: 'twitter:card', content: 'summary_large_image' },
    { 'script:ld+json': structuredData(loaded) },
  ]
}

/** How it stands, and what that means: while it is open what must happen, afterwards what has. */
function descriptionOf(campaign: Campaign): string {
  if (hasEnded(campaign)) return outcomeWords(campaign)!
  if (campaign.settling) return `${m.state_settling_title()}. ${settlingWords(campaign)}`
  return `${progressWords(campaign)}. ${minimumWords(campaign)}`
}

/** Machines are told the lowest and the highest price where there are several. */
function structuredData({ campaign, address, image, product, offer: { decimal, range } }: Loaded) {
  const prices = range
    ? { '@type': 'AggregateOffer', lowPrice: range.low, highPrice: range.high, offerCount: range.count }
    : { '@type': 'Offer', price: decimal }
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: campaign.title,
    description: campaign.description || product.description,
    image,
    url: address,
    ...(campaign.seller_name && { brand: { '@type': 'Brand', name: campaign.seller_name } }),
    offers: {
      ...prices,
      url: address,
      priceCurrency: campaign.currency,
      availability: `https://schema.org/${isOpen(campaign) ? 'PreOrder' : campaign.status === 'scheduled' ? 'PreSale' : 'SoldOut'}`,
      priceValidUntil: campaign.deadline,
    },
  }
}

export default function CampaignPage({ loaderData }: Route.ComponentProps) {
  return <CampaignView loaderData={loaderData} personal />
}

/** Also what a seller is shown of a campaign that is not public yet. */
export function CampaignView({ loaderData, personal = false }: { loaderData: Loaded; personal?: boolean }) {
  const { campaign, joiners, product, latest, others, now } = loaderData
  return (
    <main
      id="main"
      className="mx-auto w-full max-w-6xl px-4 md:pt-8"
      data-live-campaign={campaign.id}
      data-live-status={standingOf(campaign)}
    >
      <div className="grid gap-x-12 gap-y-4 md:grid-cols-[minmax(0,1fr)_minmax(0,25rem)] md:gap-y-6">
        <Gallery campaign={campaign} />
        {/* Beside everything: the button stays in view while one reads what becomes of the money. */}
        <div className="md:row-span-2">
          <div className="md:sticky md:top-6">
            <Deal loaded={loaderData} />
            {personal && <ViewerLine campaign={campaign} />}
            <Share loaded={loaderData} />
          </div>
        </div>
        <div className="min-w-0 space-y-10">
          <Story text={campaign.description} title={m.campaign_story()} />
          <Story text={product.description} title={m.about_product()} />
          <Reworded slug={campaign.slug} latest={latest} />
          <div data-live-region="terms">
            <MoneyTerms campaign={campaign} />
          </div>
          <div data-live-region="joiners" className="empty:hidden">
            <Joiners campaign={campaign} joiners={joiners} now={now} />
          </div>
        </div>
      </div>
      <JoinBar campaign={campaign} />
      {others.length > 0 && (
        <section className="mt-14">
          <h2 className="text-xl">{m.see_similar()}</h2>
          <ul className="mt-4 grid grid-cols-1 gap-3 sm:grid-cols-2 sm:gap-5 lg:grid-cols-3">
            {others.map((other) => (
              <li key={other.id} className="grid grid-cols-1">
                <CampaignCard campaign={other} now={now} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Script name="live" />
    </main>
  )
}

function Gallery({ campaign }: { campaign: Campaign }) {
  const count = campaign.photos.length
  // On a phone low enough for the words of the deal to stand on the first screen.
  const height = campaign.items.length > 1 ? 'max-h-[18svh] min-h-28' : 'max-h-[29svh] min-h-40'
  const shape = `aspect-3/2 ${height} md:aspect-4/3 md:max-h-none`
  const sizes = '(min-width: 68rem) 40rem, (min-width: 50rem) 55vw, 100vw'
  if (count < 2) {
    return (
      <Photo
        of={campaign}
        alt={m.photo_of({ title: campaign.title })}
        eager
        sizes={sizes}
        className={`-mx-4 w-[calc(100%+2rem)] max-w-none md:mx-0 md:w-full md:rounded-lg ${shape}`}
      />
    )
  }
  return (
    <ul
      className="-mx-4 flex snap-x snap-mandatory gap-2 overflow-x-auto md:mx-0 md:rounded-lg"
      tabIndex={0}
      aria-label={m.photo_of({ title: campaign.title })}
    >
      {campaign.photos.map((photo, index) => (
        <li key={photo.id} className={`shrink-0 snap-center ${index === 0 ? 'w-[92%]' : 'w-[88%]'}`}>
          <Photo
            of={campaign}
            index={index}
            alt={m.photo_more({ index: String(index + 1), count: String(count) })}
            eager={index === 0}
            sizes={sizes}
            className={`w-full md:rounded-lg ${shape}`}
          />
        </li>
      ))}
    </ul>
  )
}

/** The whole deal on one screen of a phone: what, from whom, for how much, how far, how long, and the button. */
function Deal({
  loaded: {
    campaign,
    now,
    offer: { saved },
  },
}: {
  loaded: Loaded
}) {
  const isOver = hasEnded(campaign)
  return (
    <section aria-labelledby="title" data-live-region="deal">
      {/* On a phone the button says that it is open, and the first screen is needed for what the campaign is. */}
      <p className={`mb-2 ${isOpen(campaign) ? 'max-md:hidden' : ''}`}>
        <StatusBadge status={campaign.status} settling={campaign.settling} />
      </p>
      <h1 id="title" dir="auto" className="text-xl md:text-2xl">
        {titleWords(campaign.title)}
      </h1>
      {campaign.seller_name && (
        <p dir="auto" className="text-soft md:mt-1">
          {campaign.seller_slug === null ? (
            m.by_seller({ seller: campaign.seller_name })
          ) : (
            <a href={`/s/${campaign.seller_slug}`} className="underline underline-offset-4 hover:text-accent">
              {m.by_seller({ seller: campaign.seller_name })}
            </a>
          )}
        </p>
      )}
      {campaign.isPlain ? (
        <p className="mt-2 flex flex-wrap items-baseline gap-x-2 md:mt-4">
          <span className="min-w-0 text-xl font-extrabold wrap-anywhere numbers">{campaign.price}</span>
          <span className="text-soft">{m.per_slot()}</span>
        </p>
      ) : (
        <>
          <Items campaign={campaign} />
          <Volume campaign={campaign} />
        </>
      )}
      {saved && !hasEnded(campaign) && (
        <p className="text-sm text-soft numbers">
          {m.shop_price({ price: saved.shop })},{' '}
          <span className="font-semibold text-good">{m.you_save({ price: saved.amount })}</span>
        </p>
      )}
      <div className="mt-3 md:mt-5">
        <Progress campaign={campaign} />
        <p className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-sm numbers">
          <span className="font-semibold" data-live-taken>
            {progressWords(campaign)}
          </span>
          <span className="text-soft">
            {isSplit(campaign)
              ? m.goal_marker_confirmed({ goal: number(campaign.minimum_slots) })
              : m.goal_marker({ goal: number(campaign.minimum_slots) })}
          </span>
        </p>
      </div>
      <div className="mt-2 md:mt-3">
        <State campaign={campaign} />
      </div>
      {!isOver && <Numbers campaign={campaign} now={now} />}
      <WayIn campaign={campaign} className="mt-4 w-full max-md:hidden" />
    </section>
  )
}

/** What is left, how long, and how many people there are; while it settles nobody can take what is left. */
function Numbers({ campaign, now }: Pick<Loaded, 'campaign' | 'now'>) {
  return (
    <dl className="mt-3 flex flex-wrap gap-2 border-y border-line py-3 text-center *:flex-[3_1_5rem] [&>:nth-child(2)]:flex-[4_1_6.5rem] md:mt-4">
      {!campaign.settling && <Counted what="left" count={campaign.slots_remaining} words={m.left_slots} />}
      {campaign.settling ? (
        <Fact words={m.time_until_decided()}>
          <Countdown to={decidedBy(campaign)} now={now} />
        </Fact>
      ) : campaign.status === 'scheduled' ? (
        <Fact words={m.time_until_open()}>
          <Countdown to={campaign.opens_at ?? campaign.deadline} now={now} over={m.countdown_opening()} />
        </Fact>
      ) : (
        <Fact words={m.time_left()}>
          <Countdown to={campaign.deadline} now={now} />
        </Fact>
      )}
      <Counted what="people" count={campaign.participant_count} words={m.joined_people} />
    </dl>
  )
}

/** On a phone the button is always under the thumb. Where letters are large it stands alone, and leaves room to read. */
function JoinBar({ campaign }: { campaign: Campaign }) {
  return (
    <div
      data-live-region="bar"
      className="sticky bottom-0 z-10 -mx-4 mt-8 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-paper px-4 py-2.5 empty:hidden md:hidden"
    >
      {isOpen(campaign) && (
        <>
          <p
            data-join-promise
            className="min-h-14 w-36 content-center text-xs leading-snug text-soft max-[18rem]:hidden"
          >
            {isGoalMet(campaign) ? m.join_bar_goal_met() : m.join_bar_promise()}
          </p>
          <WayIn campaign={campaign} className="flex-1 whitespace-nowrap" />
        </>
      )}
      {takesWaiting(campaign) && (
        <>
          <p
            data-join-promise
            className="min-h-14 w-36 content-center text-xs leading-snug text-soft max-[18rem]:hidden"
          >
            {m.wait_bar_promise()}
          </p>
          <WayIn campaign={campaign} className="flex-1 whitespace-nowrap" />
        </>
      )}
    </div>
  )
}

function Share({ loaded: { campaign, address } }: { loaded: Loaded }) {
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
      <a
        className="min-h-11 content-center font-semibold text-accent"
        href={whatsAppLink(campaign, address)}
        rel="noopener"
      >
        {m.campaign_share_whatsapp()}
      </a>
      <CopyButton
        text={address}
        words={m.campaign_copy()}
        copied={m.campaign_copied()}
        variant="plain"
        className="!min-h-11 !text-sm !no-underline"
      />
      {campaign.seller_slug !== null && <FollowForm slug={campaign.seller_slug} />}
    </div>
  )
}

/** Who joined lately. Where nobody has and nobody can there is nothing to say. */
function Joiners({ campaign, joiners, now }: { campaign: Campaign; joiners: Loaded['joiners']; now: string }) {
  if (joiners.length === 0 && !isOpen(campaign)) return null
  return (
    <section aria-labelledby="recent" className="max-w-2xl">
      <h2 id="recent" className="text-xl">
        {hasEnded(campaign) ? m.campaign_joined() : m.campaign_recent()}
      </h2>
      {joiners.length === 0 ? (
        <p className="mt-3 text-soft">{m.campaign_recent_empty()}</p>
      ) : (
        <ul className="mt-3 divide-y divide-line">
          {joiners.map((joiner) => (
            <li
              key={joiner.joined_at + joiner.name}
              className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5"
            >
              <span dir="auto">
                {m.joiner_took({ name: joiner.name ?? m.joiner_anonymous(), count: number(joiner.quantity) })}
              </span>
              <time dateTime={joiner.joined_at} className="text-xs text-soft">
                {ago(joiner.joined_at, now)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
