import type { ReactNode } from 'react'
import { Button, ButtonLink } from '../../components/button.tsx'
import { landing } from '../../components/landing.ts'
import { MoneyTerms } from '../../components/money-terms.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { decidedBy } from '../../components/standing.ts'
import { dateTime, duration, number } from '../../format.ts'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { JoinData } from './join-data.ts'
import { LineList } from './join-items.tsx'
import { type Wanted, wantedWords } from './join-lines.ts'
import { joinPath, stepAddress, type Typed, wantedName } from './join-state.ts'

/** Everything once more, what it costs, what becomes of the money, and the one button. */
export function ConfirmStep({ loaded, problem }: { loaded: JoinData; problem?: Problem }) {
  const { campaign, typed, slots, wanted, total, expected, held, key, isKnown } = loaded
  const words = m.slots({ count: number(slots) })
  return (
    <div>
      <h1 className="text-2xl outline-none" {...(problem ? {} : landing)}>
        {m.buyer_confirm_title()}
      </h1>
      <div className="mt-4 space-y-3 empty:hidden">
        {problem && (
          <ProblemNotice
            problem={problem}
            fields={{
              shipping_address: m.buyer_address_field(),
              note: m.buyer_note_field(),
              quantity: m.buyer_slots_label(),
            }}
          />
        )}
        {held > 0 && <Notice tone="warn">{m.buyer_slots_held({ slots: m.slots({ count: number(held) }) })}</Notice>}
      </div>
      <dl className="mt-5 divide-y divide-line border-y border-line">
        <Ordered loaded={loaded} />
        <SentTo loaded={loaded} />
        <Row name={m.buyer_confirm_deadline()}>{dateTime(campaign.deadline)}</Row>
        {campaign.hold_minutes !== null && (
          <Row name={m.buyer_confirm_hold()}>
            {/* The time counts from a buyer's first order: of a further one it is not this. */}
            {held === 0 && dateTime(holdEnd(loaded))}
            <span className="block text-sm text-soft">
              {m.buyer_confirm_hold_detail({ time: duration(campaign.hold_minutes) })}
            </span>
          </Row>
        )}
      </dl>
      {isKnown ? (
        <OrderForm loaded={loaded} typed={typed} wanted={wanted} expected={expected} orderKey={key} className="mt-5">
          {loaded.lines ? m.buyer_confirm_button_items({ total }) : m.buyer_confirm_button({ slots: words, total })}
        </OrderForm>
      ) : (
        <WhoAreYou next={stepAddress(campaign.slug, 'confirm', wanted, key)} />
      )}
      <p className="mt-3 text-sm text-soft">{m.buyer_confirm_owe()}</p>
      <div className="mt-10">
        <MoneyTerms campaign={campaign} />
      </div>
    </div>
  )
}

/** What is ordered, line by line where there are items, and what it comes to. */
function Ordered({ loaded }: { loaded: JoinData }) {
  const { campaign, slots, wanted, total, key } = loaded
  return (
    <Row
      name={m.buyer_confirm_what()}
      change={
        <Change
          href={stepAddress(campaign.slug, 'slots', wanted, key)}
          label={loaded.lines ? m.buyer_confirm_change_items() : m.buyer_confirm_change_slots()}
        />
      }
    >
      {loaded.lines ? (
        <LineList lines={loaded.quoted} />
      ) : (
        <span className="numbers">
          {m.buyer_confirm_slots({ slots: m.slots({ count: number(slots) }), price: campaign.price })}
        </span>
      )}
      <span className="block text-xl font-extrabold numbers">{total}</span>
      {loaded.volumeSays && <span className="block text-sm font-semibold text-good numbers">{loaded.volumeSays}</span>}
    </Row>
  )
}

/** Where it goes, and what the seller is told beside it. */
function SentTo({ loaded }: { loaded: JoinData }) {
  const { campaign, typed, wanted, key, profilePhone } = loaded
  const phone = typed.phone ?? profilePhone
  return (
    <Row
      name={m.buyer_confirm_to()}
      change={
        <Change href={stepAddress(campaign.slug, 'address', wanted, key)} label={m.buyer_confirm_change_address()} />
      }
    >
      <span className="whitespace-pre-line break-words">{typed.address}</span>
      {phone && (
        <span className="mt-1 block break-words text-sm text-soft">
          {m.buyer_phone_field()}: <bdi className="numbers">{phone}</bdi>
        </span>
      )}
      {typed.note && (
        <span className="mt-1 block break-words text-sm text-soft">
          {m.buyer_confirm_note()}: <bdi>{typed.note}</bdi>
        </span>
      )}
    </Row>
  )
}

/** How long slots that are ordered now are held: no longer than it takes to decide. */
function holdEnd({ campaign, now }: JoinData): string {
  const end = new Date(Date.parse(now) + (campaign.hold_minutes ?? 0) * 60_000).toISOString()
  const latest = decidedBy(campaign)
  return campaign.goal_counts === 'confirmed' && end > latest ? latest : end
}

function Row({ name, change, children }: { name: string; change?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-3.5">
      <dt className="text-sm text-soft">{name}</dt>
      <dd dir="auto" className="col-start-1">
        {children}
      </dd>
      {change && <dd className="col-start-2 row-start-1 row-end-3 self-start">{change}</dd>}
    </div>
  )
}

function Change({ href, label }: { href: string; label: string }) {
  return (
    <a
      href={href}
      aria-label={label}
      className="-my-2 inline-flex min-h-11 items-center text-sm font-semibold text-accent"
    >
      {m.buyer_change()}
    </a>
  )
}

interface OrderProps {
  loaded: JoinData
  typed: Typed
  wanted: Wanted
  /** What was shown that it costs. */
  expected: number | null | undefined
  orderKey: string
  className?: string
  children: ReactNode
}

/** Sends the order: everything that was shown, and the key that makes it one order however often it is sent. */
export function OrderForm({ loaded, typed, wanted, expected, orderKey, className, children }: OrderProps) {
  return (
    <PostForm action={joinPath(loaded.campaign.slug)} data-once className={className}>
      <input type="hidden" name="intent" value="order" />
      <input type="hidden" name="key" value={orderKey} />
      <input type="hidden" name={wantedName(wanted)} value={wantedWords(wanted)} />
      {typeof expected === 'number' && <input type="hidden" name="expected" value={expected} />}
      <input type="hidden" name="choice" value={typed.choice} />
      <input type="hidden" name="shipping_address" value={typed.address} />
      <input type="hidden" name="label" value={typed.label} />
      <input type="hidden" name="note" value={typed.note} />
      {typed.phone !== null && <input type="hidden" name="phone" value={typed.phone} />}
      {typed.save && <input type="hidden" name="save" value="on" />}
      <Button className="w-full" data-busy={m.buyer_confirm_busy()}>
        {children}
      </Button>
    </PostForm>
  )
}

function WhoAreYou({ next }: { next: string }) {
  const query = `?next=${encodeURIComponent(next)}`
  return (
    <section className="mt-6 rounded-lg border border-line bg-surface p-4">
      <h2 className="text-lg">{m.buyer_confirm_who()}</h2>
      <p className="mt-1 text-sm text-soft">{m.buyer_confirm_who_detail()}</p>
      <div className="mt-4 grid gap-2.5">
        <ButtonLink href={`/sign-up${query}`}>{m.buyer_confirm_sign_up()}</ButtonLink>
        <ButtonLink href={`/sign-in${query}`} variant="quiet">
          {m.buyer_confirm_sign_in()}
        </ButtonLink>
      </div>
    </section>
  )
}
