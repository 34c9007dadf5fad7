import { data, type MetaArgs } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { CampaignCard } from '../../components/campaign-card.tsx'
import { campaignSortChoices, campaignSorts } from '../../components/campaign-sorts.ts'
import { Empty } from '../../components/empty.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Paging } from '../../components/paging.tsx'
import { Script } from '../../components/script.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { endedStatuses } from '../../ended.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/campaigns.ts'

const open = ['active', 'full', 'scheduled'] as const
const endings = [1, 3, 7]
const dayMs = 86_400_000

export const loader = page(async ({ url, api }) => {
  const given = url.searchParams
  const chosen = {
    q: words(given.get('q')),
    status: given.get('status') ?? 'open',
    sort: campaignSorts.find((sort) => sort === given.get('sort')) ?? 'newest',
    price_min: whole(given.get('price_min')),
    price_max: whole(given.get('price_max')),
    ending: endings.find((days) => days === whole(given.get('ending'))),
  }
  const now = Date.now()
  const query = {
    limit: 12,
    sort: chosen.sort,
    status:
      chosen.status === 'ended'
        ? [...endedStatuses]
        : chosen.status === 'all'
          ? [...open, ...endedStatuses]
          : [...open],
    ...(chosen.q && { q: chosen.q }),
    ...(chosen.price_min && { price_min: chosen.price_min }),
    ...(chosen.price_max && { price_max: chosen.price_max }),
    ...(chosen.ending && { ends_before: new Date(now + chosen.ending * dayMs).toISOString() }),
  }
  const { items, next } = await listed(url, (from) => api.listCampaigns({ ...query, ...from }))
  const filtered = [...given.keys()].some((key) => key !== 'cursor' && given.get(key) !== '')
  return data(
    { campaigns: items, next, chosen, filtered, now: new Date(now).toISOString(), here: url.pathname + url.search },
    { headers: { 'x-page-keep-ms': '1000' } },
  )
})

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

/** What was searched for, without what no title can hold. */
function words(given: string | null): string {
  return (given ?? '')
    .replace(/[\p{C}\uFFFD]/gu, ' ')
    .trim()
    .slice(0, 100)
}

/** A whole number above nothing; anything else that was typed is as good as nothing. */
function whole(given: string | null): number | undefined {
  const digits = given?.replace(/[.\s]/g, '') ?? ''
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : undefined
}

export function meta({ matches }: MetaArgs) {
  const root = matches[0]?.loaderData as { publicUrl?: string } | undefined
  return [
    { title: `${m.site_name()} · ${m.home_title()}` },
    { name: 'description', content: m.site_description() },
    { property: 'og:title', content: m.home_title() },
    { property: 'og:description', content: m.site_description() },
    { property: 'og:type', content: 'website' },
    { property: 'og:url', content: `${root?.publicUrl ?? ''}/` },
  ]
}

export default function Campaigns({ loaderData }: Route.ComponentProps) {
  const { campaigns, next, chosen, filtered, now, here } = loaderData
  return (
    <main id="main" className="mx-auto w-full max-w-6xl px-4">
      {!filtered && <Hero />}
      <Search chosen={chosen} filtered={filtered} />
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
        <ul className="grid gap-3 sm:grid-cols-2 sm:gap-5 lg:grid-cols-3">
          {campaigns.map((campaign, i) => (
            <li key={campaign.id} className="grid">
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

function Search({ chosen, filtered }: { chosen: Chosen; filtered: boolean }) {
  const narrowed =
    chosen.status !== 'open' || chosen.sort !== 'newest' || chosen.price_min || chosen.price_max || chosen.ending
  return (
    <search>
      <form method="get" action="/" className={`mb-6 ${filtered ? 'pt-6' : ''}`}>
        {filtered && <h1 className="mb-4 text-2xl">{m.list_title()}</h1>}
        <div className="flex gap-2">
          <SearchBox label={m.search_label()} labelHidden placeholder={m.search_placeholder()} value={chosen.q} />
          <Button variant="primary">{m.search_button()}</Button>
        </div>
        <details className="mt-2" open={Boolean(narrowed)}>
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
                ['1', m.filter_ending_1()],
                ['3', m.filter_ending_3()],
                ['7', m.filter_ending_7()],
              ]}
            />
            <TextField
              label={m.filter_price_min()}
              name="price_min"
              inputMode="numeric"
              defaultValue={chosen.price_min ?? ''}
            />
            <TextField
              label={m.filter_price_max()}
              name="price_max"
              inputMode="numeric"
              defaultValue={chosen.price_max ?? ''}
            />
            <SelectField
              label={m.sort_label()}
              name="sort"
              defaultValue={chosen.sort}
              choices={campaignSortChoices()}
            />
            <div className="flex flex-wrap gap-3 sm:col-span-full">
              <Button size="sm" variant="quiet">
                {m.filters_apply()}
              </Button>
              {filtered && (
                <ButtonLink size="sm" variant="plain" href="/" className="self-center">
                  {m.filters_reset()}
                </ButtonLink>
              )}
            </div>
          </div>
        </details>
      </form>
    </search>
  )
}
