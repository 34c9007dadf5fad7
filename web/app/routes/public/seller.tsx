import { data, type MetaArgs } from 'react-router'
import { pictureFault } from '../../../../src/kernel/picture-address.ts'
import { endedCampaigns } from '../../../../src/kernel/status.ts'
import { CampaignCard } from '../../components/campaign-card.tsx'
import { Empty } from '../../components/empty.tsx'
import { FollowForm } from '../../components/follow-form.tsx'
import { Paging } from '../../components/paging.tsx'
import { Script } from '../../components/script.tsx'
import { Story } from '../../components/story.tsx'
import { date, number, ogLocale } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/seller.ts'

const running = ['active', 'full', 'scheduled'] as const

export const loader = page(async ({ api, params, url, context }) => {
  const seller = await api.readSeller({ id: params.slug! })
  const of = { seller_id: seller.seller_id, limit: 12 }
  const [open, ended] = await Promise.all([
    api.listCampaigns({ ...of, status: [...running], limit: 50 }),
    listed(url, (from) => api.listCampaigns({ ...of, status: [...endedCampaigns], ...from })),
  ])
  return data(
    {
      seller,
      open: open.items.map(shown),
      ended: ended.items.map(shown),
      next: ended.next,
      here: url.pathname + url.search,
      address: `${context.publicUrl}/s/${seller.slug}`,
      now: new Date().toISOString(),
    },
    { headers: { 'x-page-keep-ms': '1000' } },
  )
})

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

type Loaded = Route.ComponentProps['loaderData']

const nameOf = ({ name, slug }: Loaded['seller']) => name ?? slug

export function meta({ loaderData }: MetaArgs) {
  const loaded = loaderData as Loaded | undefined
  if (!loaded) return [{ title: m.site_name() }]
  const { seller, address } = loaded
  const title = `${nameOf(seller)} · ${m.site_name()}`
  const description = seller.about || recordWords(seller)
  return [
    { title },
    { name: 'description', content: description },
    { tagName: 'link', rel: 'canonical', href: address },
    { tagName: 'link', rel: 'alternate', type: 'application/rss+xml', title, href: `${address}/${feedFile()}` },
    { property: 'og:type', content: 'profile' },
    { property: 'og:site_name', content: m.site_name() },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: address },
    { property: 'og:locale', content: ogLocale() },
  ]
}

/** What asks for it by itself asks in no language; whoever follows it here reads this one. */
const feedFile = () => `feed.xml?lang=${getLocale()}`

/** How their batches ended; of whom nothing has ended yet that is said. */
function recordWords({ record: { completed, failed, cancelled } }: Loaded['seller']): string {
  if (completed + failed + cancelled === 0) return m.maker_record_none()
  return [
    m.maker_record_completed({ count: number(completed) }),
    ...(failed > 0 ? [m.maker_record_failed({ count: number(failed) })] : []),
    ...(cancelled > 0 ? [m.maker_record_cancelled({ count: number(cancelled) })] : []),
  ].join(' · ')
}

export default function SellerPage({ loaderData }: Route.ComponentProps) {
  const { seller, open, ended, next, here, now } = loaderData
  return (
    <main id="main" className="mx-auto w-full max-w-6xl px-4 pt-6 sm:pt-10">
      <div className="flex items-start gap-4 sm:gap-6">
        <Avatar seller={seller} />
        <div className="min-w-0">
          <h1 dir="auto" className="text-2xl">
            {nameOf(seller)}
          </h1>
          <p className="mt-1 text-sm text-soft numbers">
            {recordWords(seller)}
            {seller.since && <> · {m.maker_since({ time: date(seller.since) })}</>}
          </p>
        </div>
      </div>
      {seller.about && (
        <div className="mt-5">
          <Story text={seller.about} title={m.maker_about()} />
        </div>
      )}
      <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-2">
        <FollowForm slug={seller.slug} />
      </div>
      <section className="mt-8" aria-labelledby="running">
        <h2 id="running" className="text-xl">
          {m.maker_running()}
        </h2>
        <p className="measure mt-1 text-sm text-soft">
          {m.maker_what()}{' '}
          <a href="/how-it-works" className="font-semibold text-accent">
            {m.nav_how()}
          </a>
        </p>
        {open.length === 0 ? (
          <div className="mt-4">
            <Empty title={m.maker_running_none_title()}>{m.maker_running_none()}</Empty>
          </div>
        ) : (
          <Cards campaigns={open} now={now} />
        )}
        <p className="mt-3 flex flex-wrap gap-x-6">
          <a
            href={`/s/${seller.slug}/campaigns.ics?lang=${getLocale()}`}
            className="min-h-11 content-center text-sm text-accent"
          >
            {m.maker_calendar()}
          </a>
          <a href={`/s/${seller.slug}/${feedFile()}`} className="min-h-11 content-center text-sm text-accent">
            {m.maker_feed()}
          </a>
        </p>
      </section>
      {ended.length > 0 && (
        <section className="mt-10" aria-labelledby="ended">
          <h2 id="ended" className="text-xl">
            {m.maker_ended()}
          </h2>
          <Cards campaigns={ended} now={now} />
          <Paging url={here} next={next} />
        </section>
      )}
      <Script name="live" />
    </main>
  )
}

function Avatar({ seller }: Pick<Loaded, 'seller'>) {
  const shape = 'size-16 shrink-0 rounded-full sm:size-24'
  if (seller.avatar_url && pictureFault(seller.avatar_url) === undefined) {
    return <img src={seller.avatar_url} width={96} height={96} alt="" className={`bg-sunken object-cover ${shape}`} />
  }
  return (
    <span
      aria-hidden="true"
      className={`flex items-center justify-center bg-accent-tint font-display text-2xl text-accent ${shape}`}
    >
      {[...nameOf(seller)][0]?.toUpperCase()}
    </span>
  )
}

function Cards({ campaigns, now }: { campaigns: Loaded['open']; now: string }) {
  return (
    <ul className="mt-4 grid grid-cols-1 gap-3 sm:grid-cols-2 sm:gap-5 lg:grid-cols-3">
      {campaigns.map((campaign) => (
        <li key={campaign.id} className="grid grid-cols-1">
          <CampaignCard campaign={campaign} now={now} />
        </li>
      ))}
    </ul>
  )
}
