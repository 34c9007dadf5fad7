/** What an order is and comes to: its lines, its state, how long it is held, and where its money is. */
import { ButtonLink } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Photo } from '../../components/photo.tsx'
import { Progress, progressWords } from '../../components/progress.tsx'
import { dateTime } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/participation.ts'
import { LineList } from './join-items.tsx'
import { MoneyBook } from './participation-money.tsx'
import { amountOf, holdOf, nowWords, slotWords } from './words.ts'

type Loaded = Route.ComponentProps['loaderData']

export function Facts({ loaded: { mine, order, moneyIs, mayHavePaid, records, goesTo, now } }: { loaded: Loaded }) {
  const { campaign } = mine
  const hold = holdOf(mine)
  const isGrowing = campaign.status === 'active' || campaign.status === 'full'
  return (
    <>
      <div className="flex gap-4">
        <Photo
          of={campaign}
          alt={m.photo_of({ title: campaign.title })}
          sizes="6rem"
          className="size-24 shrink-0 rounded-md"
        />
        <div className="min-w-0">
          <p className="text-xl font-extrabold numbers">
            {order.final ?? amountOf(mine)}
            {order.back && (
              <s className="ml-2 text-sm font-normal text-soft">
                <span className="sr-only">{m.buyer_order_final_was({ amount: '' })}</span>
                {amountOf(mine)}
              </s>
            )}
          </p>
          <p className="text-soft numbers">{slotWords(mine.quantity)}</p>
          <p className="mt-1 text-sm">{nowWords(mine)}</p>
          <p className="mt-1 text-sm text-soft">
            {m.buyer_order_code()}: <strong className="text-ink select-all numbers">{order.code}</strong>
          </p>
        </div>
      </div>
      <Order order={order} id={mine.id} />
      {isGrowing && (
        <div className="mt-4">
          <Progress campaign={campaign} />
          <p className="mt-1.5 text-sm text-soft numbers" data-live-taken>
            {progressWords(campaign)}
          </p>
        </div>
      )}
      {mine.status === 'reserved' && mine.offer === null && hold !== null && (
        <p className="mt-3 rounded-md bg-warn-tint px-4 py-3 font-semibold text-warn numbers">
          {m.buyer_hold_left()}: <Countdown to={hold} now={now} />
          <span className="block text-sm font-normal">{dateTime(hold)}</span>
        </p>
      )}
      <h2 className="mt-6 text-xl">{m.buyer_money_title()}</h2>
      <p className="mt-2 text-soft">{moneyIs}</p>
      {goesTo && <GoesTo words={goesTo.words} id={mine.id} />}
      {mayHavePaid && (
        <a href={`/me/${mine.id}/paid`} className="inline-flex min-h-11 items-center font-semibold text-accent">
          {m.paid_title()}
        </a>
      )}
      <MoneyBook records={records} id={mine.id} now={now} />
    </>
  )
}

/** Where what is owed goes; where that is not known yet, it is what the page asks first. */
function GoesTo({ words, id }: { words: string | undefined; id: string }) {
  const href = `/me/refund-account?order=${id}`
  if (words !== undefined)
    return (
      <p className="mt-2 text-sm">
        {m.refund_goes_to({ account: words })}{' '}
        <a href={href} className="font-semibold text-accent">
          {m.refund_goes_change()}
        </a>
      </p>
    )
  return (
    <div className="mt-3 rounded-md border border-warn/30 bg-warn-tint px-4 py-3">
      <p className="font-semibold">{m.refund_ask()}</p>
      <p className="mt-0.5 text-sm">{m.refund_ask_detail()}</p>
      <ButtonLink href={href} size="sm" className="mt-3 min-h-11">
        {m.refund_give()}
      </ButtonLink>
    </div>
  )
}

function Order({ order, id }: { order: Loaded['order']; id: string }) {
  return (
    <>
      {order.lines.length > 0 && (
        <section aria-label={m.buyer_order_title()} className="mt-4 border-y border-line py-3">
          <LineList lines={order.lines} />
          {order.hasDropped && <p className="mt-1 text-sm text-soft">{m.buyer_order_dropped()}</p>}
        </section>
      )}
      {order.back && (
        <p className="mt-2 text-sm font-semibold text-good numbers">
          {m.buyer_order_final()} {order.final} · {m.buyer_order_back({ amount: order.back })}
        </p>
      )}
      {order.mayChange && (
        <a
          href={`/me/${id}/order`}
          className="mt-1 inline-flex min-h-11 items-center text-sm font-semibold text-accent underline underline-offset-4"
        >
          {m.buyer_order_change()}
        </a>
      )}
    </>
  )
}
