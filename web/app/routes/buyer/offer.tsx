/** What came free and is held for somebody who waited for it: what it is, until when, and the two things to do about it. */
import { Button } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { dateTime } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { amountOf, type Mine, slotWords } from './words.ts'

export function Offer({ mine, now }: { mine: Mine; now: string }) {
  if (mine.offer === null) return null
  const until = mine.offer.expires_at
  return (
    <section className="rounded-lg border border-warn/40 bg-warn-tint p-5 sm:p-6" aria-labelledby="offer">
      <h2 id="offer" className="text-xl">
        {m.buyer_offer_title({ slots: slotWords(mine.quantity) })}
      </h2>
      <p className="mt-1.5 font-semibold text-warn numbers">
        {m.buyer_offer_left()}: <Countdown to={until} now={now} />
        <span className="block text-sm font-normal">{dateTime(until)}</span>
      </p>
      <p className="mt-2">{m.buyer_offer_detail({ amount: amountOf(mine) })}</p>
      <div className="mt-4 flex flex-wrap gap-2.5">
        <PostForm action={`/me/${mine.id}`} data-once>
          <input type="hidden" name="intent" value="claim" />
          <Button>{m.buyer_offer_claim()}</Button>
        </PostForm>
        <PostForm action={`/me/${mine.id}`} data-once>
          <input type="hidden" name="intent" value="decline" />
          <Button variant="quiet">{m.buyer_offer_decline()}</Button>
        </PostForm>
      </div>
    </section>
  )
}
