/** The money of one campaign: a glance at it, and who has paid, who has not, to whom it is owed. */
import type { CampaignMoney, Participant } from '@sambatan/client'
import { Button, ButtonLink } from '../../components/button.tsx'
import { DownloadLinks } from '../../components/download-links.tsx'
import { Empty } from '../../components/empty.tsx'
import { Choice, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Script } from '../../components/script.tsx'
import { PaymentBadge, StatusBadge } from '../../components/status.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { csvSeparator } from '../../csv-separator.ts'
import { money, number } from '../../format.ts'
import { asked, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import { OperatorPage } from '../operator/frame.tsx'
import type { Route } from './+types/money-campaign.ts'
import { SellerPage } from './frame.tsx'
import { Claimed } from './money-claimed.tsx'
import { Glance } from './money-glance.tsx'
import { orderMoney, Reports } from './money-reports.tsx'
import { nameOf } from './money-words.ts'

const viewNames = ['owing', 'owed', 'paid', 'returned', 'all'] as const

type View = (typeof viewNames)[number]

interface Filter {
  owed?: 'to_buyers' | 'by_buyers'
  payment_status?: ('paid' | 'waived' | 'returned')[]
}

const views: Record<View, Filter> = {
  owing: { owed: 'by_buyers' },
  owed: { owed: 'to_buyers' },
  paid: { payment_status: ['paid', 'waived'] },
  returned: { payment_status: ['returned'] },
  all: {},
}

function countOf({ participations: of, owing_participations: owing }: CampaignMoney, view: View): number {
  if (view === 'owing') return owing
  if (view === 'owed') return of.return_owed
  if (view === 'paid') return of.paid + of.waived
  return view === 'returned' ? of.returned : Object.values(of).reduce((sum, one) => sum + one, 0)
}

/** Where there is something to do comes first. */
function viewIn(given: string | null, of: CampaignMoney): View {
  const chosen = viewNames.find((view) => view === given)
  return chosen ?? (of.participations.return_owed > 0 ? 'owed' : of.owing_participations > 0 ? 'owing' : 'all')
}

export const loader = page(async ({ api, params, url, whoAsks }) => {
  const id = params.id!
  const [campaign, book, me] = await Promise.all([api.readCampaign({ id }), api.readCampaignMoney({ id }), whoAsks()])
  const view = viewIn(url.searchParams.get('view'), book)
  const q = asked(url.searchParams, 'q')
  const query = { id: campaign.id, limit: 25, sort: 'oldest' as const, ...views[view], ...(q && { q }) }
  const isOthers = me.role === 'operator' && me.user_id !== campaign.seller_id
  const [{ items, next }, reports, claimed] = await Promise.all([
    listed(url, (from) => api.listParticipants({ ...query, ...from })),
    api.listMoneyReports({ campaign_id: campaign.id, limit: 50 }),
    // Its seller is who answers them.
    isOthers ? [] : api.totalClaims({ campaign_id: campaign.id }),
  ])
  const { title, slug, currency } = campaign
  return {
    campaign: { id: campaign.id, title, slug, currency, seller_id: campaign.seller_id },
    book,
    view,
    q,
    items,
    next,
    reports: reports.items,
    claimed,
    isOthers,
    here: url.pathname + url.search,
    now: new Date().toISOString(),
    done: url.searchParams.get('done'),
    count: Number(url.searchParams.get('count') ?? 0) || 0,
  }
})

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${m.book_title()} · ${loaderData?.campaign.title ?? ''} · ${m.site_name()}` }]
}

type Data = Route.ComponentProps['loaderData']

export default function MoneyOfCampaign({ loaderData }: Route.ComponentProps) {
  const { campaign, book, reports, claimed, isOthers, now } = loaderData
  const Frame = isOthers ? OperatorPage : SellerPage
  return (
    <Frame
      title={m.book_title()}
      lead={campaign.title}
      back={{ href: `/sell/campaigns/${campaign.id}`, words: m.book_back_campaign() }}
      within={isOthers ? '/operator/money' : '/sell/money'}
      actions={
        <>
          {!isOthers && (
            <ButtonLink
              href={`/sell/money/statement?campaign=${campaign.id}`}
              variant="quiet"
              size="sm"
              className="min-h-11"
            >
              {m.statement_action()}
            </ButtonLink>
          )}
          <Exports of={loaderData} />
        </>
      }
    >
      <div className="max-w-3xl space-y-6">
        <Done of={loaderData} />
        <Claimed totals={claimed} campaignId={campaign.id} now={now} />
        <Glance of={book} />
        <Reports reports={reports} now={now} />
      </div>
      <List of={loaderData} />
      <p className="measure text-sm text-soft">{m.book_no_escrow()}</p>
      <Script name="select" />
    </Frame>
  )
}

function Done({ of: { done, count } }: { of: Data }) {
  if (done === 'recorded') return <Notice tone="good">{m.book_done_recorded({ count: number(count) })}</Notice>
  if (done === 'confirmed') return <Notice tone="good">{m.book_done_confirmed({ count: number(count) })}</Notice>
  return done === 'sent' ? <Notice tone="good">{m.book_done_sent({ count: number(count) })}</Notice> : null
}

/** The rows of the view, with what the book says of each. */
function Exports({ of: { campaign, view, q } }: { of: Data }) {
  const { owed, payment_status: payment } = views[view]
  const query = {
    lang: getLocale(),
    sort: 'oldest',
    ended: 'true',
    ...(owed && { owed }),
    ...(payment && { payment_status: payment.join(',') }),
    ...(q && { q }),
  }
  const at = (ending: string, more = {}) =>
    `/api/sambatan/campaigns/${campaign.id}/participants.${ending}?${new URLSearchParams({ ...query, ...more })}`
  return <DownloadLinks xlsx={at('xlsx')} csv={at('csv', { separator: csvSeparator() })} />
}

const viewWords: Record<View, () => string> = {
  owing: m.book_view_owing,
  owed: m.book_view_owed,
  paid: m.book_view_paid,
  returned: m.book_view_returned,
  all: m.book_view_all,
}
const emptyWords: Record<View, () => string> = {
  owing: m.book_empty_owing,
  owed: m.book_empty_owed,
  paid: m.book_empty_paid,
  returned: m.book_empty_returned,
  all: m.book_empty_all,
}

function List({ of }: { of: Data }) {
  const { campaign, book, view, q, items, next, here } = of
  const base = `/sell/campaigns/${campaign.id}/money`
  return (
    <section aria-labelledby="list" className="space-y-4">
      <h2 id="list" className="text-xl">
        {m.book_list_title()}
      </h2>
      <Tabs
        label={m.book_views()}
        // Where nobody is there is nothing to look for.
        items={viewNames
          .filter((one) => one === view || one === 'all' || countOf(book, one) > 0)
          .map((one) => ({
            href: `${base}?view=${one}#list`,
            words: viewWords[one](),
            count: number(countOf(book, one)),
            isHere: one === view,
          }))}
      />
      {(countOf(book, view) > 10 || q !== '') && <Find of={of} base={base} />}
      {items.length === 0 ? (
        <Empty title={q === '' ? emptyWords[view]() : m.seller_participants_none()} />
      ) : (
        <Rows of={of} base={base} />
      )}
      <Paging url={here} next={next} />
    </section>
  )
}

function Find({ of: { view, q }, base }: { of: Data; base: string }) {
  return (
    <search>
      <form method="get" action={`${base}#list`} className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="view" value={view} />
        <div className="min-w-0 flex-1 basis-56 sm:max-w-sm">
          <TextField label={m.seller_find()} name="q" type="search" optional={false} defaultValue={q} maxLength={100} />
        </div>
        <Button variant="quiet">{m.filters_apply()}</Button>
      </form>
    </search>
  )
}

/** Ticked rows go on to a page that says what will be recorded; nothing is by ticking. */
function Rows({ of: { campaign, items, view, book, isOthers }, base }: { of: Data; base: string }) {
  const canSettle = view === 'owing' || view === 'owed'
  const table = <Table caption={viewWords[view]()} columns={columns(canSettle)} rows={items} rowKey={(one) => one.id} />
  if (!canSettle) return table
  return (
    <form
      method="get"
      action={view === 'owing' ? `${base}/confirm` : '/sell/money/sent-back'}
      data-select
      className="group"
    >
      {view === 'owed' && <input type="hidden" name="campaign" value={campaign.id} />}
      <div className="mb-4 flex flex-wrap items-center gap-x-5 gap-y-3 rounded-md bg-sunken px-4 py-3 group-has-[[name=ids]:checked]:sticky group-has-[[name=ids]:checked]:top-2 group-has-[[name=ids]:checked]:z-10">
        <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm font-semibold" data-select-all hidden>
          <input type="checkbox" className="size-5 accent-accent" data-all />
          {m.seller_select_all()}
        </label>
        <Button
          size="sm"
          data-select-button
          data-words={
            view === 'owing' ? m.book_record_count({ count: '{count}' }) : m.book_sent_count({ count: '{count}' })
          }
          className="min-h-11"
        >
          {view === 'owing' ? m.book_record_selected() : m.book_sent_selected()}
        </Button>
        <EveryOne view={view} count={countOf(book, view)} campaignId={campaign.id} />
        {view === 'owed' && (
          <ButtonLink
            href={`${isOthers ? '/operator' : '/sell'}/money/file?campaign=${campaign.id}`}
            variant="quiet"
            size="sm"
            className="min-h-11"
          >
            {m.bankfile_title()}
          </ButtonLink>
        )}
        {view === 'owing' && (
          <ButtonLink href={`${base}/list`} variant="quiet" size="sm" className="min-h-11">
            {m.pasted_action()}
          </ButtonLink>
        )}
        {view === 'owing' && (
          <ButtonLink
            href={`/sell/campaigns/${campaign.id}/messages?to=unpaid`}
            variant="quiet"
            size="sm"
            className="min-h-11"
          >
            {m.book_remind()}
          </ButtonLink>
        )}
      </div>
      {table}
    </form>
  )
}

function EveryOne({ view, count, campaignId }: { view: 'owing' | 'owed'; count: number; campaignId: string }) {
  if (count < 2) return null
  const href =
    view === 'owing'
      ? `/sell/campaigns/${campaignId}/money/confirm?all=1`
      : `/sell/money/sent-back?all=1&campaign=${campaignId}`
  return (
    <ButtonLink href={href} variant="quiet" size="sm" className="min-h-11">
      {view === 'owing' ? m.book_record_all({ count: number(count) }) : m.book_sent_all({ count: number(count) })}
    </ButtonLink>
  )
}

function columns(canSettle: boolean): Column<Participant>[] {
  const select: Column<Participant> = {
    key: 'select',
    header: <span className="sr-only">{m.seller_select()}</span>,
    label: '',
    narrow: true,
    cell: (one) => (
      <label className="-m-2.5 inline-flex min-h-11 min-w-11 cursor-pointer items-center gap-3 p-2.5">
        <Choice type="checkbox" name="ids" value={one.id} className="size-5 accent-accent" />
        <span className="sr-only">{m.seller_select_one({ name: nameOf(one) })}</span>
      </label>
    ),
  }
  return [
    ...(canSettle ? [select] : []),
    {
      key: 'name',
      header: m.seller_col_name(),
      main: true,
      cell: (one) => (
        <>
          {nameOf(one)} <span className="text-sm font-normal text-soft">{one.code}</span>
        </>
      ),
    },
    { key: 'payment', header: m.book_col_money(), cell: Standing },
    {
      key: 'status',
      header: m.seller_col_status(),
      cell: ({ status }) => <StatusBadge status={status} of="participation" />,
    },
    {
      key: 'amount',
      header: m.book_col_order(),
      numeric: true,
      cell: (one) => money(one.final_amount ?? one.amount, one.currency),
    },
    {
      key: 'paid',
      header: m.money_sum_paid(),
      numeric: true,
      cell: ({ paid_amount, currency }) => (paid_amount ? money(paid_amount, currency) : null),
    },
    { key: 'act', header: <span className="sr-only">{m.seller_actions()}</span>, label: '', narrow: true, cell: Act },
  ]
}

/** What is open, in whichever direction. */
function Standing({ payment_status, owed_to_buyer, owed_by_buyer, returned_amount, currency }: Participant) {
  const [words, amount, tone] = owed_to_buyer
    ? [undefined, owed_to_buyer, 'text-bad']
    : owed_by_buyer
      ? [payment_status === 'unpaid' ? undefined : m.money_sum_owed_by_buyer(), owed_by_buyer, 'text-warn']
      : returned_amount
        ? [m.money_sum_returned(), returned_amount, 'text-soft']
        : [undefined, undefined, '']
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
      {amount !== undefined && (
        <strong className={`numbers ${tone}`}>
          {words && <span className="text-xs font-normal">{words} </span>}
          {money(amount, currency)}
        </strong>
      )}
      <PaymentBadge status={payment_status} />
    </span>
  )
}

function Act(one: Participant) {
  const isOpen = Boolean(one.owed_to_buyer || one.owed_by_buyer)
  return (
    <ButtonLink
      href={orderMoney({ campaign_id: one.campaign_id, participation_id: one.id })}
      variant="quiet"
      size="sm"
      className="min-h-11 max-md:mt-1 max-md:w-full md:-my-2.5"
    >
      {isOpen ? m.book_open_record() : m.book_open_look()}
      <span className="sr-only"> {nameOf(one)}</span>
    </ButtonLink>
  )
}
