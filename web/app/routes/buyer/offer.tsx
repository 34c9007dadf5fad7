/** What came free and is held for somebody who waited for it: what it is, until when, and the two things to do about it. */
import { Button } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { dateTime } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { amountOf, type Mine, slotWords } from './words.ts'

interface Props {
  mine: Mine
  now: string
  /** Under which the answer is given once, however often its form is sent; another page has another. */
  answerKey: string
  /** Of what is not on the page of its order: its campaign. */
  of?: string
}

export function Offer({ mine, now, answerKey, of }: Props) {
  if (mine.offer === null) return null
  const until = mine.offer.expires_at
  const id = `offer-${mine.id}`
  return (
    <section className="rounded-lg border-2 border-warn/50 bg-warn-tint p-5 sm:p-6" aria-labelledby={id}>
      <h2 id={id} className="text-xl">
        {m.buyer_offer_title({ slots: slotWords(mine.quantity) })}
      </h2>
      {of && (
        <a
          href={`/me/${mine.id}`}
          dir="auto"
          className="mt-1 inline-block min-h-11 content-center font-semibold text-ink"
        >
          {of}
        </a>
      )}
      <p className="mt-1.5 font-semibold text-warn numbers">
        {m.buyer_offer_left()}: <Countdown to={until} now={now} />
        <span className="block text-sm font-normal">{dateTime(until)}</span>
      </p>
      <p className="mt-2">{m.buyer_offer_detail({ amount: amountOf(mine) })}</p>
      <div className="mt-4 flex flex-wrap gap-2.5">
        <Answer mine={mine} intent="claim" answerKey={answerKey} words={m.buyer_offer_claim()} />
        <Answer mine={mine} intent="decline" answerKey={answerKey} words={m.buyer_offer_decline()} />
      </div>
    </section>
  )
}

function Answer({
  mine,
  intent,
  answerKey,
  words,
}: {
  mine: Mine
  intent: 'claim' | 'decline'
  answerKey: string
  words: string
}) {
  return (
    <PostForm action={`/me/${mine.id}`} data-once className={intent === 'claim' ? 'flex-1' : ''}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="key" value={`${intent}-${answerKey}`} />
      <Button variant={intent === 'claim' ? 'primary' : 'quiet'} className="w-full whitespace-nowrap">
        {words}
      </Button>
    </PostForm>
  )
}
