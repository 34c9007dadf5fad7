/** What needs a seller today, each with one thing to do. */
import type { Attention } from '@sambatan/client'
import { ago, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { timeLeft } from './pace.tsx'

type Item = Attention['items'][number]

interface Props {
  attention: Attention
  /** Whether it is all of its page, whose title says the same. */
  isPage?: boolean
  now: string
}

export function Today({ attention: { items, as_of: asOf }, isPage = false, now }: Props) {
  return (
    <section aria-labelledby="today" data-live-region="today">
      <h2 id="today" className={isPage ? 'sr-only' : 'text-xl'}>
        {m.seller_today()}
      </h2>
      {items.length === 0 ? (
        <p className="mt-3 text-soft">{m.seller_today_nothing()}</p>
      ) : (
        <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
          {items.map((item) => {
            const { words, action, href, tone } = needOf(item, asOf, now)
            return (
              <li
                key={item.code + item.campaign_id}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-3 sm:flex-nowrap"
              >
                <p className="min-w-0 wrap-anywhere">
                  <span aria-hidden="true" className={`mr-2.5 inline-block size-2 rounded-full align-middle ${tone}`} />
                  <strong dir="auto" className="font-semibold">
                    {item.title}
                  </strong>{' '}
                  {words}
                </p>
                <a href={href} className="inline-flex min-h-11 items-center font-semibold text-accent sm:shrink-0">
                  {action}
                  <span className="sr-only">: {item.title}</span>
                </a>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** One sentence and one thing to do. */
function needOf(item: Item, asOf: string, now: string) {
  const { code, campaign_id: id, currency } = item
  const campaign = `/sell/campaigns/${id}`
  const slots = number(item.slots ?? 0)
  const amount = money(item.amount ?? 0, currency)
  const left = timeLeft(item.at, asOf)
  const time = ago(item.at, now)
  switch (code) {
    case 'deadline_24h_below_goal':
      return {
        words: m.seller_need_24h({ count: slots, left }),
        action: m.seller_need_share(),
        href: `${campaign}#share`,
        tone: 'bg-bad',
      }
    case 'deadline_72h_below_goal':
      return {
        words: m.seller_need_72h({ count: slots, left }),
        action: m.seller_need_share(),
        href: `${campaign}#share`,
        tone: 'bg-warn',
      }
    case 'reservations_unconfirmed':
      return {
        words: m.seller_need_unconfirmed({
          count: number(item.participations ?? 0),
          slots: m.slots({ count: slots }),
          amount,
          time,
        }),
        action: m.seller_need_check(),
        href: `${campaign}?status=reserved&sort=oldest#participants`,
        tone: 'bg-warn',
      }
    case 'money_not_arrived':
    case 'money_claimed':
    case 'money_owed_back':
    case 'money_unpaid':
      return moneyNeedOf(code, number(item.participations ?? 0), amount, time, id)
    case 'campaign_full':
      return { words: m.seller_need_full({ slots }), action: m.seller_need_open(), href: campaign, tone: 'bg-good' }
    case 'campaign_completed':
      return {
        words: m.seller_need_completed({ time, slots, amount }),
        action: m.seller_need_participants(),
        href: `${campaign}#participants`,
        tone: 'bg-good',
      }
    case 'campaign_failed':
      return {
        words: m.seller_need_failed({ time, slots }),
        action: m.seller_need_why(),
        href: campaign,
        tone: 'bg-soft',
      }
    default:
      return {
        words: m.seller_need_draft({ time }),
        action: m.seller_need_continue(),
        href: `${campaign}/edit`,
        tone: 'bg-soft',
      }
  }
}

function moneyNeedOf(
  code: 'money_not_arrived' | 'money_claimed' | 'money_owed_back' | 'money_unpaid',
  count: string,
  amount: string,
  time: string,
  campaignId: string,
) {
  const book = `/sell/campaigns/${campaignId}/money`
  switch (code) {
    case 'money_claimed':
      return {
        words: m.seller_need_claimed({ count, amount, time }),
        action: m.seller_need_claimed_look(),
        href: `/sell/claims?campaign=${campaignId}`,
        tone: 'bg-warn',
      }
    case 'money_not_arrived':
      return {
        words: m.seller_need_not_arrived({ count, amount, time }),
        action: m.seller_need_answer(),
        href: `${book}#reports`,
        tone: 'bg-bad',
      }
    case 'money_owed_back':
      return {
        words: m.seller_need_owed_back({ count, amount, time }),
        action: m.seller_need_send_back(),
        href: `${book}?view=owed#list`,
        tone: 'bg-bad',
      }
    case 'money_unpaid':
      return {
        words: m.seller_need_unpaid({ count, amount }),
        action: m.seller_need_record(),
        href: `${book}?view=owing#list`,
        tone: 'bg-warn',
      }
  }
}
