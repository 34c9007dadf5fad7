/** Whom money is owed to, and who owes it: all campaigns of a seller, or of all sellers for an operator. */
import type { MoneyOwed, MoneyReport, MoneyTotal, PaymentClaimTotal } from '@sambatan/client'
import { ButtonLink } from '../../components/button.tsx'
import { DownloadLinks } from '../../components/download-links.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { OwedAge } from '../../components/owed-age.tsx'
import { Paging } from '../../components/paging.tsx'
import { Script } from '../../components/script.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { StatusBadge } from '../../components/status.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { csvSeparator } from '../../csv-separator.ts'
import { money, number } from '../../format.ts'
import { type Api, listed } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import { Claimed } from './money-claimed.tsx'
import { orderMoney, Reports } from './money-reports.tsx'
import { nameColumn, OpenRow, TickedBar, tickColumn } from './money-rows.tsx'
import { peopleIn, sumWords } from './money-sums.ts'
import { nameOf } from './money-words.ts'

type Direction = 'to_buyers' | 'by_buyers'

/** How many campaigns have their sum named one by one: at once, and on wish. */
const totalsAtOnce = 3
const totalsShown = 12

export interface Desk {
  owed: Direction
  items: MoneyOwed[]
  next: string | undefined
  totals: Record<Direction, MoneyTotal[]>
  reports: MoneyReport[]
  /** Of a seller who is asked for an answer; of all sellers nobody is. */
  claimed: PaymentClaimTotal[]
  /** Of whom alone; undefined: of all sellers. */
  sellerId: string | undefined
  here: string
  now: string
  done: string | null
  count: number
}

export async function readDesk(api: Api, url: URL, sellerId: string | undefined): Promise<Desk> {
  const of = sellerId === undefined ? {} : { seller_id: sellerId }
  const [toBuyers, byBuyers, reports, claimed] = await Promise.all([
    api.totalOwed({ owed: 'to_buyers', ...of }),
    api.totalOwed({ owed: 'by_buyers', ...of }),
    api.listMoneyReports({ limit: 50, ...of }),
    sellerId === undefined ? [] : api.totalClaims(of),
  ])
  const owed = directionIn(url.searchParams.get('owed'), toBuyers.length > 0 || byBuyers.length === 0)
  const { items, next } = await listed(url, (from) => api.listOwed({ owed, limit: 25, ...of, ...from }))
  return {
    owed,
    items,
    next,
    totals: { to_buyers: toBuyers, by_buyers: byBuyers },
    reports: reports.items,
    claimed,
    sellerId,
    here: url.pathname + url.search,
    now: new Date().toISOString(),
    done: url.searchParams.get('done'),
    count: Number(url.searchParams.get('count') ?? 0) || 0,
  }
}

/** Where there is something to do comes first: money of others before one's own. */
function directionIn(asked: string | null, isOwedBack: boolean): Direction {
  if (asked === 'to_buyers' || asked === 'by_buyers') return asked
  return isOwedBack ? 'to_buyers' : 'by_buyers'
}

export function MoneyDesk({ desk }: { desk: Desk }) {
  const { reports, claimed, now, sellerId, done, count } = desk
  return (
    <>
      {done === 'sent' && <Notice tone="good">{m.book_done_sent({ count: number(count) })}</Notice>}
      <Claimed totals={claimed} now={now} />
      <Sums desk={desk} />
      <Reports reports={reports} now={now} tellsCampaign />
      <List desk={desk} />
      <p className="measure text-sm text-soft">
        {sellerId === undefined ? m.book_operator_note() : m.book_no_escrow()}
      </p>
      <Script name="select" />
    </>
  )
}

function Sums({ desk: { totals, reports, here } }: { desk: Desk }) {
  const base = here.split('?')[0]
  const { to_buyers: to, by_buyers: by } = totals
  return (
    <section aria-label={m.book_sums()}>
      <Stats>
        <Stat
          words={m.book_desk_to()}
          value={sumWords(to)}
          detail={m.book_orders({ count: number(peopleIn(to)) })}
          tone={to.length > 0 ? 'bad' : 'good'}
          href={`${base}?owed=to_buyers#list`}
        />
        <Stat
          words={m.book_desk_by()}
          value={sumWords(by)}
          detail={m.book_orders({ count: number(peopleIn(by)) })}
          tone={by.length > 0 ? 'warn' : 'good'}
          href={`${base}?owed=by_buyers#list`}
        />
        <Stat
          words={m.book_desk_reports()}
          value={number(reports.length)}
          tone={reports.length > 0 ? 'bad' : 'plain'}
          {...(reports.length > 0 && { href: '#reports' })}
        />
        <Stat
          words={m.book_desk_campaigns()}
          value={number(new Set([...to, ...by].map((one) => one.campaign_id)).size)}
        />
      </Stats>
    </section>
  )
}

function List({ desk }: { desk: Desk }) {
  const { owed, items, next, here, totals } = desk
  const base = here.split('?')[0]
  const isTo = owed === 'to_buyers'
  return (
    <section aria-labelledby="list" className="space-y-5">
      <h2 id="list" className="text-xl">
        {isTo ? m.book_desk_list_to() : m.book_desk_list_by()}
      </h2>
      <Tabs
        label={m.book_views()}
        items={[
          {
            href: `${base}?owed=to_buyers#list`,
            words: m.book_view_owed(),
            count: number(peopleIn(totals.to_buyers)),
            isHere: isTo,
          },
          {
            href: `${base}?owed=by_buyers#list`,
            words: m.book_view_owing(),
            count: number(peopleIn(totals.by_buyers)),
            isHere: !isTo,
          },
        ]}
      />
      {items.length === 0 ? (
        <Empty title={isTo ? m.book_empty_owed() : m.book_empty_owing()}>
          {isTo ? m.book_empty_owed_detail() : m.book_empty_owing_detail()}
        </Empty>
      ) : (
        <>
          {isTo && <ForBank base={base!} />}
          <Totals desk={desk} />
          <Rows desk={desk} />
        </>
      )}
      <Paging url={here} next={next} />
      {items.length > 0 && (
        <div className="flex flex-wrap gap-2">
          <Files desk={desk} />
        </div>
      )}
    </section>
  )
}

/** What sends all of it in one go; beside it each can be put on record by itself. */
function ForBank({ base }: { base: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-3 rounded-md bg-sunken px-4 py-3">
      <p className="min-w-0 flex-[1_1_14rem] text-sm">{m.book_for_bank()}</p>
      <ButtonLink href={`${base}/file`} size="sm" className="min-h-11">
        {m.bankfile_title()}
      </ButtonLink>
    </div>
  )
}

function Files({ desk: { owed, sellerId } }: { desk: Desk }) {
  const query = { owed, lang: getLocale(), ...(sellerId !== undefined && { seller_id: sellerId }) }
  const at = (ending: string, more = {}) =>
    `/api/sambatan/money.${ending}?${new URLSearchParams({ ...query, ...more })}`
  return <DownloadLinks xlsx={at('xlsx')} csv={at('csv', { separator: csvSeparator() })} />
}

/** By campaign, the most first; of one alone the list says it. */
function Totals({ desk }: { desk: Desk }) {
  const all = desk.totals[desk.owed]
  if (all.length < 2) return null
  const rest = all.slice(totalsAtOnce, totalsShown)
  return (
    <section aria-labelledby="totals">
      <h3 id="totals" className="text-base font-semibold">
        {m.book_totals()}
      </h3>
      <Shares desk={desk} of={all.slice(0, totalsAtOnce)} />
      {rest.length > 0 && (
        <details>
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent underline underline-offset-4">
            {m.book_totals_rest({ count: number(all.length - totalsAtOnce) })}
          </summary>
          <Shares desk={desk} of={rest} />
          {all.length > totalsShown && (
            <p className="mt-2 text-sm text-soft">{m.book_totals_more({ count: number(all.length - totalsShown) })}</p>
          )}
        </details>
      )}
    </section>
  )
}

/** Each has a bar as long as its share of what is the most. */
function Shares({ desk: { owed, totals, sellerId }, of }: { desk: Desk; of: MoneyTotal[] }) {
  const most = Math.max(...totals[owed].map(({ amount }) => amount), 1)
  return (
    <ul className="mt-1 grid gap-x-8 sm:grid-cols-2">
      {of.map((one) => (
        <li key={one.campaign_id} className="border-b border-line py-2">
          <a
            href={`/sell/campaigns/${one.campaign_id}/money?view=${owed === 'to_buyers' ? 'owed' : 'owing'}#list`}
            className="flex min-h-11 flex-wrap items-baseline justify-between gap-x-4 no-underline hover:text-accent"
          >
            <span dir="auto" className="min-w-0 font-semibold wrap-anywhere text-accent">
              {one.campaign_title}
            </span>
            <span className="font-semibold numbers">{money(one.amount, one.currency)}</span>
            <span className="w-full text-sm text-soft wrap-anywhere">
              {m.book_orders({ count: number(one.participations) })}
              {sellerId === undefined && ` · ${one.seller_name ?? one.seller_id}`}
            </span>
          </a>
          <svg aria-hidden="true" className="block h-1.5 w-full overflow-hidden rounded-full bg-line">
            <rect
              width={`${(one.amount / most) * 100}%`}
              height="100%"
              className={owed === 'to_buyers' ? 'fill-bad' : 'fill-warn'}
            />
          </svg>
        </li>
      ))}
    </ul>
  )
}

function Rows({ desk }: { desk: Desk }) {
  const { owed, items, sellerId, now, totals } = desk
  const isTo = owed === 'to_buyers'
  const table = (
    <Table
      caption={isTo ? m.book_desk_list_to() : m.book_desk_list_by()}
      columns={columns({
        canSettle: isTo,
        tellsSeller: sellerId === undefined,
        tellsCampaign: totals[owed].length > 1,
        now,
      })}
      rows={items}
      rowKey={(one) => one.participation_id}
      compact
    />
  )
  if (!isTo) return table
  return (
    <form method="get" action="/sell/money/sent-back" data-select>
      <p className="measure mb-3 text-sm text-soft">{m.book_sent_meaning()}</p>
      {table}
      <TickedBar words={m.book_sent_selected()} counted={m.book_sent_count({ count: '{count}' })} />
    </form>
  )
}

/** Which bank it goes to; number and holder are on a page of their own, because each look is on record. */
function WhereTo({ of: { refund_account: account, participation_id: id }, isAll }: { of: MoneyOwed; isAll: boolean }) {
  if (account === null) return <span className="text-soft">{m.refund_not_said()}</span>
  return (
    <a
      href={`/${isAll ? 'operator' : 'sell'}/money/${id}/account`}
      className="inline-flex min-h-11 items-center md:-my-2.5"
    >
      {account.name}
    </a>
  )
}

interface ColumnsProps {
  canSettle: boolean
  tellsSeller: boolean
  /** Whether they are of several. */
  tellsCampaign: boolean
  now: string
}

function columns({ canSettle, tellsSeller, tellsCampaign, now }: ColumnsProps): Column<MoneyOwed>[] {
  const sellerOf = (one: MoneyOwed) => one.seller_name ?? one.seller_id
  return [
    ...(canSettle ? [tickColumn<MoneyOwed>((one) => one.participation_id)] : []),
    nameColumn({
      sum: ({ amount, currency }) => money(amount, currency),
      second: (one) => (
        <>
          <OwedAge since={one.since} now={now} isShort />
          {canSettle && <span>{one.refund_account === null ? m.book_no_account() : one.refund_account.name}</span>}
          {one.has_open_report && <span className="font-semibold text-bad">{m.book_says_not_arrived_short()}</span>}
          {(tellsCampaign || tellsSeller) && (
            <span dir="auto" className="w-full wrap-anywhere">
              {[one.campaign_title, tellsSeller && sellerOf(one)].filter(Boolean).join(' · ')}
            </span>
          )}
        </>
      ),
    }),
    {
      key: 'amount',
      header: m.book_col_amount(),
      numeric: true,
      cell: ({ amount, currency }) => <strong>{money(amount, currency)}</strong>,
    },
    { key: 'age', header: m.book_col_since(), cell: ({ since }) => <OwedAge since={since} now={now} /> },
    { key: 'campaign', header: m.book_col_campaign(), cell: ({ campaign_title }) => campaign_title },
    ...(canSettle
      ? [
          {
            key: 'account',
            header: m.refund_title(),
            cell: (one: MoneyOwed) => <WhereTo of={one} isAll={tellsSeller} />,
          },
        ]
      : []),
    ...(tellsSeller ? [{ key: 'seller', header: m.operator_seller(), cell: sellerOf }] : []),
    {
      key: 'status',
      header: m.seller_col_status(),
      cell: ({ status, has_open_report }) => (
        <>
          {/* A badge is one word, however narrow its column. */}
          <span className="whitespace-nowrap">
            <StatusBadge status={status} of="participation" />
          </span>
          {has_open_report && (
            <span className="mt-1 block text-xs font-semibold text-bad">{m.book_says_not_arrived_short()}</span>
          )}
        </>
      ),
    },
    {
      key: 'act',
      header: <span className="sr-only">{m.seller_actions()}</span>,
      label: '',
      narrow: true,
      phone: 'over',
      cell: (one) => <OpenRow href={orderMoney(one)} words={m.book_open_record()} name={nameOf(one)} />,
    },
  ]
}
