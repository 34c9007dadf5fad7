import { Button, ButtonLink } from '../../components/button.tsx'
import { campaignSortChoices, campaignSorts } from '../../components/campaign-sorts.ts'
import { Empty } from '../../components/empty.tsx'
import { Checkbox, SelectField } from '../../components/field.tsx'
import { Paging } from '../../components/paging.tsx'
import { Progress } from '../../components/progress.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { decidedBy, isSplit, takenOf } from '../../components/standing.ts'
import { campaignStatuses, campaignStatusWord, StatusBadge } from '../../components/status.tsx'
import { Table } from '../../components/table.tsx'
import { ago, dateTime, number } from '../../format.ts'
import { asked, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/campaigns.ts'
import { ExportLinks, OperatorPage } from './frame.tsx'
import { shortId } from './words.ts'

export const loader = page(async ({ api, url }) => {
  const given = url.searchParams
  const chosen = {
    q: asked(given, 'q'),
    status: campaignStatuses.find((status) => status === given.get('status')),
    seller_id: asked(given, 'seller_id', 128),
    below_goal: given.get('below_goal') === 'true',
    sort: campaignSorts.find((sort) => sort === given.get('sort')) ?? 'newest',
  }
  const query = {
    limit: 25,
    sort: chosen.sort,
    ...(chosen.q && { q: chosen.q }),
    ...(chosen.seller_id && { seller_id: chosen.seller_id }),
    ...(chosen.below_goal && { below_goal: 'true' as const }),
    status: chosen.status ? [chosen.status] : campaignStatuses,
  }
  const [{ items, next }, summary] = await Promise.all([
    listed(url, (from) => api.listCampaigns({ ...query, ...from })),
    api.readSummary({}),
  ])
  return {
    campaigns: items.map(shown),
    next,
    chosen,
    summary,
    here: url.pathname + url.search,
    query: url.search,
    now: new Date().toISOString(),
  }
})

export function meta() {
  return [{ title: `${m.operator_campaigns_title()} · ${m.site_name()}` }]
}

type Loaded = Route.ComponentProps['loaderData']
type Campaign = Loaded['campaigns'][number]

export default function Campaigns({ loaderData }: Route.ComponentProps) {
  const { campaigns, next, chosen, here, query, now } = loaderData
  const filtered = chosen.q !== '' || chosen.status !== undefined || chosen.seller_id !== '' || chosen.below_goal
  return (
    <OperatorPage
      title={m.operator_campaigns_title()}
      lead={m.operator_campaigns_lead()}
      actions={<ExportLinks name="campaigns" query={query} />}
      live
    >
      <div className="space-y-6">
        <Filters loaded={loaderData} />
        {filtered && (
          <p className="-my-1.5 text-sm">
            <a href="/operator/campaigns" className="inline-flex min-h-11 items-center font-semibold text-accent">
              {m.filters_reset()}
            </a>
          </p>
        )}
        <div data-live-region="campaigns">
          {campaigns.length === 0 ? (
            <Empty
              title={m.list_empty_title()}
              action={
                filtered && (
                  <ButtonLink href="/operator/campaigns" variant="quiet">
                    {m.filters_reset()}
                  </ButtonLink>
                )
              }
            >
              {filtered ? m.operator_campaigns_empty_search() : m.operator_campaigns_empty()}
            </Empty>
          ) : (
            <List campaigns={campaigns} now={now} />
          )}
        </div>
        <Paging url={here} next={next} />
      </div>
    </OperatorPage>
  )
}

function Filters({ loaded: { chosen, summary } }: { loaded: Loaded }) {
  const counts: Record<(typeof campaignStatuses)[number], number> = {
    inactive: summary.draft_campaigns,
    scheduled: summary.scheduled_campaigns,
    active: summary.active_campaigns,
    full: summary.full_campaigns,
    completed: summary.completed_campaigns,
    failed: summary.failed_campaigns,
    cancelled: summary.cancelled_campaigns,
  }
  return (
    <search>
      <form method="get" className="grid items-end gap-3 sm:grid-cols-2 md:grid-cols-[minmax(0,1fr)_14rem_12rem_auto]">
        {chosen.seller_id && <input type="hidden" name="seller_id" value={chosen.seller_id} />}
        <SearchBox label={m.search_label()} placeholder={m.search_placeholder()} value={chosen.q} />
        <SelectField
          label={m.operator_status()}
          name="status"
          defaultValue={chosen.status ?? ''}
          choices={[
            ['', `${m.operator_any()} (${number(summary.total_campaigns)})`],
            ...campaignStatuses.map((status): [string, string] => [
              status,
              `${campaignStatusWord(status)} (${number(counts[status])})`,
            ]),
          ]}
        />
        <SelectField label={m.sort_label()} name="sort" defaultValue={chosen.sort} choices={campaignSortChoices()} />
        <div className="md:col-span-full md:row-start-2">
          <Checkbox label={m.operator_below_goal()} name="below_goal" value="true" defaultChecked={chosen.below_goal} />
        </div>
        <Button variant="quiet" className="sm:max-md:col-span-full md:col-start-4 md:row-start-1">
          {m.operator_search()}
        </Button>
      </form>
    </search>
  )
}

function List({ campaigns, now }: { campaigns: Campaign[]; now: string }) {
  return (
    <Table
      caption={m.operator_campaigns_title()}
      rows={campaigns}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'title',
          header: m.operator_campaign(),
          main: true,
          cell: (one) => (
            <a href={`/sell/campaigns/${one.id}`} className="text-accent">
              {one.title}
            </a>
          ),
        },
        {
          key: 'seller',
          header: m.operator_seller(),
          label: '',
          cell: (one) => (
            <a href={`/operator/people/${encodeURIComponent(one.seller_id)}`} className="text-ink">
              {one.seller_name || shortId(one.seller_id)}
            </a>
          ),
        },
        {
          key: 'status',
          header: m.operator_status(),
          label: '',
          cell: (one) => <StatusBadge status={one.status} settling={one.settling} />,
        },
        {
          key: 'progress',
          header: m.operator_progress(),
          label: '',
          cell: Taken,
        },
        {
          key: 'price',
          header: m.operator_price(),
          numeric: true,
          spare: true,
          cell: (one) => one.price,
        },
        {
          key: 'deadline',
          header: m.operator_when(),
          label: '',
          cell: (one) => <When campaign={one} now={now} />,
        },
        {
          key: 'links',
          header: <span className="sr-only">{m.operator_links()}</span>,
          narrow: true,
          cell: (one) => (
            <span className="flex gap-x-4 md:max-lg:flex-col">
              <a href={`/c/${one.slug}`} className="inline-flex min-h-11 items-center text-accent md:min-h-0">
                {m.operator_see_page()}
              </a>
              <a
                href={`/operator/audit?campaign_id=${one.id}`}
                className="inline-flex min-h-11 items-center text-accent md:min-h-0"
              >
                {m.operator_see_audit()}
              </a>
            </span>
          ),
        },
      ]}
    />
  )
}

/** How many are taken, and how many of those are confirmed where that is what counts. */
function Taken(one: Campaign) {
  return (
    <div className="max-w-40 md:min-w-28">
      <span className="numbers">
        {number(takenOf(one))} / {number(one.total_slots)}
      </span>
      {isSplit(one) && (
        <span className="block text-xs text-soft">{m.progress_confirmed({ count: number(one.slots_confirmed) })}</span>
      )}
      <Progress campaign={one} size="sm" />
    </div>
  )
}

function When({ campaign: one, now }: { campaign: Campaign; now: string }) {
  const ended = one.completed_at ?? one.closed_at
  const opens = one.status === 'scheduled' ? one.opens_at : null
  const at = ended ?? opens ?? (one.settling ? decidedBy(one) : one.deadline)
  const words = ended ? m.card_ended : opens ? m.card_opens : one.settling ? m.card_decided : m.card_closes
  return (
    <time dateTime={at} title={dateTime(at)}>
      {words({ time: ago(at, now) })}
    </time>
  )
}
