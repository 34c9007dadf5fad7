import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { m } from '../../paraglide/messages.js'
import { LineList, OrderSum } from './join-items.tsx'
import { agreed, type Offer } from './order-change.ts'

/** What a change would come to, before anything is changed: what it is now, and one press to take it. */
export function OfferNotice({ offer, now }: { offer: Offer; now: string }) {
  const { quote, before } = offer
  return (
    <Notice
      tone="warn"
      lands
      title={before === null ? m.buyer_order_new_title({ amount: quote.total }) : m.buyer_no_price_title()}
    >
      <p className="mb-2">
        {before === null ? m.buyer_order_new({ before: now }) : m.buyer_order_dearer({ amount: quote.total, before })}
      </p>
      <LineList lines={quote.lines} />
    </Notice>
  )
}

/** What the order comes to, and the button that says so: for just what was shown. A script asks anew as numbers change. */
export function ChangeSum({ total, offer }: { total: string; offer: Offer | undefined }) {
  return (
    <>
      <OrderSum total={offer?.quote.total ?? total} says={offer?.quote.says ?? ''} />
      <input type="hidden" name={agreed.lines} defaultValue={offer?.lines ?? ''} />
      <input type="hidden" name={agreed.amount} defaultValue={offer?.quote.amount ?? ''} />
    </>
  )
}

export function ChangeButton({ offer }: { offer: Offer | undefined }) {
  return (
    <Button
      data-agree
      data-ask={m.buyer_order_change_ask()}
      data-take={m.buyer_order_change_take({ amount: '{amount}' })}
    >
      {offer ? m.buyer_order_change_take({ amount: offer.quote.total }) : m.buyer_order_change_ask()}
    </Button>
  )
}
