/** The money of one campaign: a glance at it, and who has paid, who has not, to whom it is owed. */
import type { CampaignMoney, Participant } from '@sambatan/client'
import { Button, ButtonLink } from '../../components/button.tsx'
import { DownloadLinks } from '../../components/download-links.tsx'
import { Empty } from '../../components/empty.tsx'
import { TextField } from '../../components/field.tsx'
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
import { nameColumn, OpenRow, TickedBar, tickColumn } from './money-rows.tsx'
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
        <div className="min-w-0 flex-1 basis-40 sm:max-w-sm">
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
  const table = (
    <Table caption={viewWords[view]()} columns={columns(canSettle)} rows={items} rowKey={(one) => one.id} compact />
  )
  if (!canSettle) return table
  const isOwing = view === 'owing'
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {isOwing ? (
          <Way href={`${base}/list`} words={m.pasted_action()} />
        ) : (
          <ButtonLink
            href={`${isOthers ? '/operator' : '/sell'}/money/file?campaign=${campaign.id}`}
            size="sm"
            className="min-h-11"
          >
            {m.bankfile_title()}
          </ButtonLink>
        )}
        <EveryOne view={view} count={countOf(book, view)} campaignId={campaign.id} />
        {isOwing && <Way href={`/sell/campaigns/${campaign.id}/messages?to=unpaid`} words={m.book_remind()} />}
      </div>
      <form method="get" action={isOwing ? `${base}/confirm` : '/sell/money/sent-back'} data-select>
        {!isOwing && <input type="hidden" name="campaign" value={campaign.id} />}
        {table}
        <TickedBar
          words={isOwing ? m.book_record_selected() : m.book_sent_selected()}
          counted={isOwing ? m.book_record_count({ count: '{count}' }) : m.book_sent_count({ count: '{count}' })}
        />
      </form>
    </>
  )
}

function Way({ href, words }: { href: string; words: string }) {
  return (
    <ButtonLink href={href} variant="quiet" size="sm" className="min-h-11">
      {words}
    </ButtonLink>
  )
}

function EveryOne({ view, count, campaignId }: { view: 'owing' | 'owed'; count: number; campaignId: string }) {
  if (count < 2) return null
  return view === 'owing' ? (
    <Way
      href={`/sell/campaigns/${campaignId}/money/confirm?all=1`}
      words={m.book_record_all({ count: number(count) })}
    />
  ) : (
    <Way
      href={`/sell/money/sent-back?all=1&campaign=${campaignId}`}
      words={m.book_sent_all({ count: number(count) })}
    />
  )
}

function columns(canSettle: boolean): Column<Participant>[] {
  return [
    ...(canSettle ? [tickColumn<Participant>((one) => one.id)] : []),
    nameColumn({
      sum: (one) => <Open of={one} />,
      second: (one) => (
        <>
          {(!canSettle || one.payment_status === 'partly_paid') && <PaymentBadge status={one.payment_status} />}
          {part(one)}
        </>
      ),
    }),
    {
      key: 'open',
      header: m.book_col_money(),
      cell: (one) => (
        <span className="inline-flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <Open of={one} />
          <PaymentBadge status={one.payment_status} />
        </span>
      ),
    },
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
    {
      key: 'act',
      header: <span className="sr-only">{m.seller_actions()}</span>,
      label: '',
      narrow: true,
      phone: 'over',
      cell: Act,
    },
  ]
}

/** What came, where that is another sum than what is open. */
function part({ owed_by_buyer, owed_to_buyer, paid_amount, currency }: Participant): string | undefined {
  if (!paid_amount || !(owed_by_buyer || owed_to_buyer) || paid_amount === owed_to_buyer) return undefined
  return `${m.money_sum_paid()} ${money(paid_amount, currency)}`
}

/** What is open, in whichever direction; where nothing is, what came or went back. */
function Open({ of }: { of: Participant }) {
  const { payment_status, owed_to_buyer, owed_by_buyer, returned_amount, paid_amount, currency } = of
  const [words, amount, tone] = owed_to_buyer
    ? [undefined, owed_to_buyer, 'text-bad']
    : owed_by_buyer
      ? [payment_status === 'unpaid' ? undefined : m.money_sum_owed_by_buyer(), owed_by_buyer, 'text-warn']
      : returned_amount
        ? [m.money_sum_returned(), returned_amount, 'text-soft']
        : [undefined, paid_amount || undefined, 'text-soft md:hidden']
  if (amount === undefined) return null
  return (
    <strong className={`numbers ${tone}`}>
      {words && <span className="text-xs font-normal">{words} </span>}
      {money(amount, currency)}
    </strong>
  )
}

function Act(one: Participant) {
  const isOpen = Boolean(one.owed_to_buyer || one.owed_by_buyer)
  return (
    <OpenRow
      href={orderMoney({ campaign_id: one.campaign_id, participation_id: one.id })}
      words={isOpen ? m.book_open_record() : m.book_open_look()}
      name={nameOf(one)}
    />
  )
}
