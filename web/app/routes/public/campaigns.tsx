import { data, type MetaArgs } from 'react-router'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { endedCampaigns } from '../../../../src/kernel/status.ts'
import { amountOf } from '../../amounts.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { CampaignCard } from '../../components/campaign-card.tsx'
import { campaignSortChoices, campaignSorts } from '../../components/campaign-sorts.ts'
import { Empty } from '../../components/empty.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Paging } from '../../components/paging.tsx'
import { Script } from '../../components/script.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { money, number, ogLocale } from '../../format.ts'
import { asked, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/campaigns.ts'

const open = ['active', 'full', 'scheduled'] as const
const statuses = { open, ended: endedCampaigns, all: [...open, ...endedCampaigns] } as const
const statusNames = Object.keys(statuses) as (keyof typeof statuses)[]
const endings = [1, 3, 7]
const dayMs = 86_400_000

export const loader = page(async ({ url, api, context }) => {
  const given = url.searchParams
  const chosen = {
    q: asked(given, 'q'),
    status: statusNames.find((status) => status === given.get('status')) ?? 'open',
    sort: campaignSorts.find((sort) => sort === given.get('sort')) ?? 'newest',
    ...pricesIn(given),
    ending: endings.find((days) => String(days) === given.get('ending')),
  }
  const now = Date.now()
  const query = {
    limit: 12,
    sort: chosen.sort,
    status: [...statuses[chosen.status]],
    ...(chosen.q && { q: chosen.q }),
    ...(chosen.price_min.amount !== undefined && { price_min: chosen.price_min.amount }),
    ...(chosen.price_max.amount !== undefined && { price_max: chosen.price_max.amount }),
    ...(chosen.ending && { ends_before: new Date(now + chosen.ending * dayMs).toISOString() }),
  }
  const { items, next } = await listed(url, (from) => api.listCampaigns({ ...query, ...from }))
  // What chat apps and campaigns of mails add to an address asks for nothing, and neither do the form's own defaults.
  const filtered =
    chosen.q !== '' ||
    chosen.status !== 'open' ||
    chosen.sort !== 'newest' ||
    chosen.ending !== undefined ||
    [chosen.price_min, chosen.price_max].some(({ typed }) => typed !== '')
  const isFirst = !filtered && !given.get('cursor')
  return data(
    {
      campaigns: items.map(shown),
      next,
      chosen,
      filtered,
      isFirst,
      now: new Date(now).toISOString(),
      here: url.pathname + url.search,
      site: context.publicUrl,
    },
    { headers: { 'x-page-keep-ms': '1000' } },
  )
})

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

interface Price {
  typed: string
  /** By which the list is narrowed, unless something is wrong. */
  amount?: number
  wrong?: 'unread' | 'swapped'
}

function pricesIn(given: URLSearchParams): { price_min: Price; price_max: Price } {
  const read = (name: string): Price => {
    const typed = asked(given, name, 30)
    const amount = typed === '' ? undefined : amountOf(typed, fractionDigits('IDR'))
    if (amount !== undefined) return { typed: number(amount), amount }
    return typed === '' ? { typed } : { typed, wrong: 'unread' }
  }
  const [price_min, price_max] = [read('price_min'), read('price_max')]
  const { amount: least = 0 } = price_min
  const { amount: most = least } = price_max
  if (least <= most) return { price_min, price_max }
  return { price_min: { typed: price_min.typed }, price_max: { typed: price_max.typed, wrong: 'swapped' } }
}

export function meta({ loaderData }: MetaArgs) {
  const { site = '' } = (loaderData as Route.ComponentProps['loaderData'] | undefined) ?? {}
  return [
    { title: `${m.site_name()} · ${m.home_title()}` },
    { name: 'description', content: m.site_description() },
    { property: 'og:title', content: m.home_title() },
    { property: 'og:description', content: m.site_description() },
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: m.site_name() },
    { property: 'og:locale', content: ogLocale() },
    { property: 'og:url', content: `${site}/` },
    { property: 'og:image', content: `${site}/icon-512.png` },
    { property: 'og:image:width', content: '512' },
    { property: 'og:image:height', content: '512' },
    { property: 'og:image:alt', content: m.site_name() },
    { name: 'twitter:card', content: 'summary' },
  ]
}

export default function Campaigns({ loaderData }: Route.ComponentProps) {
  const { campaigns, next, chosen, filtered, isFirst, now, here } = loaderData
  return (
    <main id="main" className="mx-auto w-full max-w-6xl px-4">
      {isFirst && <Hero />}
      <Search chosen={chosen} filtered={filtered} isFirst={isFirst} />
      <h2 className="sr-only">{m.list_title()}</h2>
      {chosen.q && <p className="mb-4 text-lg">{m.list_found({ query: chosen.q })}</p>}
      {campaigns.length === 0 ? (
        <Empty
          title={m.list_empty_title()}
          action={
            <ButtonLink variant="quiet" href="/">
              {m.filters_reset()}
            </ButtonLink>
          }
        >
          {m.list_empty_detail()}
        </Empty>
      ) : (
        <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 sm:gap-5 lg:grid-cols-3">
          {campaigns.map((campaign, i) => (
            <li key={campaign.id} className="grid grid-cols-1">
              <CampaignCard campaign={campaign} now={now} eager={i < 2} />
            </li>
          ))}
        </ul>
      )}
      <Paging url={here} next={next} />
      <Script name="live" />
    </main>
  )
}

function Hero() {
  return (
    <section className="py-6 sm:py-14">
      <h1 className="max-w-3xl text-xl sm:text-3xl">{m.home_title()}</h1>
      <p className="measure mt-3 text-soft sm:text-lg">{m.home_lead()}</p>
      <p className="mt-4">
        <a href="/how-it-works" className="font-semibold text-accent">
          {m.home_how()}
        </a>
      </p>
    </section>
  )
}

type Chosen = Route.ComponentProps['loaderData']['chosen']

const statusWords = { ended: m.filter_status_ended, all: m.filter_status_all }
const endingWords = new Map([
  [1, m.filter_ending_1],
  [3, m.filter_ending_3],
  [7, m.filter_ending_7],
])

/** What the list is narrowed by, in a line: the fields themselves would push it off a phone's screen. */
function narrowedWords({ status, ending, price_min, price_max, sort }: Chosen): string {
  const [least, most] = [price_min.amount, price_max.amount].map((amount) => amount !== undefined && money(amount))
  const price =
    least && most
      ? `${least} – ${most}`
      : least
        ? m.filter_from({ price: least })
        : most && m.filter_to({ price: most })
  return [
    status !== 'open' && statusWords[status](),
    ending !== undefined && `${m.filter_ending()} ${endingWords.get(ending)!()}`,
    price,
    sort !== 'newest' && new Map(campaignSortChoices()).get(sort),
  ]
    .filter(Boolean)
    .join(' · ')
}

function priceError({ wrong }: Price): string | undefined {
  if (wrong === undefined) return undefined
  return wrong === 'unread' ? m.filter_price_unread() : m.filter_price_swapped()
}

function Search({ chosen, filtered, isFirst }: { chosen: Chosen; filtered: boolean; isFirst: boolean }) {
  return (
    <search>
      <form method="get" action="/" className={`mb-6 ${isFirst ? '' : 'pt-6'}`}>
        {!isFirst && <h1 className="mb-4 text-2xl">{m.list_title()}</h1>}
        <div className="flex gap-2">
          <SearchBox label={m.search_label()} labelHidden placeholder={m.search_placeholder()} value={chosen.q} />
          <Button variant="primary">{m.search_button()}</Button>
        </div>
        <details className="mt-2" open={Boolean(chosen.price_min.wrong ?? chosen.price_max.wrong)}>
          <summary className="inline-flex min-h-11 cursor-pointer items-center gap-1 text-sm font-semibold text-accent">
            {m.filters_label()}
            <span aria-hidden="true">▾</span>
          </summary>
          <div className="mt-2 grid gap-4 rounded-lg border border-line bg-surface p-4 sm:grid-cols-2 lg:grid-cols-5">
            <SelectField
              label={m.filter_status()}
              name="status"
              defaultValue={chosen.status}
              choices={[
                ['open', m.filter_status_open()],
                ['ended', m.filter_status_ended()],
                ['all', m.filter_status_all()],
              ]}
            />
            <SelectField
              label={m.filter_ending()}
              name="ending"
              defaultValue={String(chosen.ending ?? '')}
              choices={[
                ['', m.filter_ending_any()],
                ...endings.map((days): [string, string] => [String(days), endingWords.get(days)!()]),
              ]}
            />
            <TextField
              label={m.filter_price_min()}
              name="price_min"
              defaultValue={chosen.price_min.typed}
              error={priceError(chosen.price_min)}
            />
            <TextField
              label={m.filter_price_max()}
              name="price_max"
              defaultValue={chosen.price_max.typed}
              error={priceError(chosen.price_max)}
            />
            <SelectField
              label={m.sort_label()}
              name="sort"
              defaultValue={chosen.sort}
              choices={campaignSortChoices()}
            />
            <div className="sm:col-span-full">
              <Button size="sm" variant="quiet">
                {m.filters_apply()}
              </Button>
            </div>
          </div>
        </details>
        {filtered && (
          <p className="flex flex-wrap items-center justify-between gap-x-4 text-sm">
            <span className="text-soft numbers">{narrowedWords(chosen)}</span>
            <a href="/" className="min-h-11 content-center font-semibold text-accent">
              {m.filters_reset()}
            </a>
          </p>
        )}
      </form>
    </search>
  )
}
