import type { ReactNode } from 'react'
import { ButtonLink } from '../../components/button.tsx'
import { CampaignCard } from '../../components/campaign-card.tsx'
import { landing } from '../../components/landing.ts'
import { isOpen, takesWaiting } from '../../components/standing.ts'
import { dateTime, number } from '../../format.ts'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import { closedWords } from './join-closed.ts'
import { ConfirmStep, OrderForm } from './join-confirm.tsx'
import type { JoinData } from './join-data.ts'
import { CampaignLine, JoinFrame } from './join-frame.tsx'
import { ItemsStep, LineList } from './join-items.tsx'
import { itemErrors } from './join-lines.ts'
import type { RefusedOrder } from './join-order.ts'
import { isLast, ordersPath, stepAddress } from './join-state.ts'
import { aheadWords, waitPath } from './wait-words.ts'
import { slotWords } from './words.ts'

/** Every reason why an order was not taken has a page of its own: what happened, what it means, what to do now. */
export function Refused({ loaded, answer }: { loaded: JoinData; answer: RefusedOrder }) {
  const { campaign, bounds } = loaded
  const { problem } = answer
  const others = answer.others.filter(({ id }) => id !== campaign.id).slice(0, 3)
  switch (problem.code) {
    case 'price_changed':
      return <Dearer loaded={loaded} answer={answer} />
    case 'item_unavailable':
    case 'item_limit':
    case 'lines_required':
      return <OtherItems loaded={loaded} answer={answer} />
    case 'insufficient_slots':
      if (Array.isArray(answer.wanted) && canJoin(loaded)) return <OtherItems loaded={loaded} answer={answer} />
      if (isOpen(campaign) && bounds.min <= bounds.max)
        return <TooFew loaded={loaded} answer={answer} others={others} />
      return <NoneLeft loaded={{ ...loaded, others }} />
    case 'campaign_full':
    case 'campaign_closed':
    case 'campaign_not_open':
      return <Closed loaded={{ ...loaded, others }} />
    case 'own_campaign':
      return <Own loaded={loaded} />
    case 'hold_ended_recently':
      return <TooSoon loaded={loaded} problem={problem} others={others} />
    case 'already_joined_limit':
      return <Limit loaded={loaded} answer={answer} others={others} />
    case 'below_min_per_buyer':
      return <TooLittle loaded={loaded} answer={answer} />
    case 'idempotency_mismatch':
      return <Used loaded={loaded} />
    case 'queue_full':
    case 'shutting_down':
    case 'rate_limited':
    case 'database_unavailable':
      return <Busy loaded={loaded} answer={answer} />
    default:
      return (
        <JoinFrame loaded={loaded} step="confirm">
          <ConfirmStep
            loaded={{ ...loaded, ...quotedIn(answer), typed: answer.typed, key: answer.key }}
            problem={problem}
          />
        </JoinFrame>
      )
  }
}

function quotedIn({ wanted, slots, quote }: RefusedOrder) {
  const { total = '', amount = null, lines = [], says = '' } = quote ?? {}
  return { wanted, slots, total, expected: amount, quoted: lines, volumeSays: says }
}

/** Somebody was faster: what it costs now, and one tap to order it so. */
function Dearer({ loaded, answer }: { loaded: JoinData; answer: RefusedOrder }) {
  const { quote, before } = answer
  const amount = quote?.total ?? ''
  return (
    <Part
      loaded={loaded}
      title={m.buyer_no_price_title()}
      words={before ? m.buyer_no_price({ amount, before }) : m.buyer_no_price_plain({ amount })}
    >
      <div className="pb-3">
        <LineList lines={quote?.lines ?? []} />
      </div>
      <OrderForm
        loaded={loaded}
        typed={answer.typed}
        wanted={answer.wanted}
        expected={quote?.amount}
        orderKey={answer.freshKey}
      >
        {m.buyer_no_price_take({ amount })}
      </OrderForm>
      <ButtonLink href={stepAddress(loaded.campaign.slug, 'slots', answer.wanted, answer.freshKey)} variant="quiet">
        {m.buyer_no_change_items()}
      </ButtonLink>
    </Part>
  )
}

/** The items again, with what is wrong beside the one that it is about. */
function OtherItems({ loaded, answer }: { loaded: JoinData; answer: RefusedOrder }) {
  const lines = Array.isArray(answer.wanted) ? answer.wanted : (loaded.lines ?? [])
  const errors = itemErrors(answer.problem)
  // What is gone now can come free; a limit of one's own does not move.
  const waits = answer.problem.code === 'insufficient_slots' || answer.problem.code === 'item_unavailable'
  const notice = Object.keys(errors).length === 0 ? answer.problem.detail : undefined
  return (
    <JoinFrame loaded={loaded} step="slots">
      <ItemsStep
        loaded={{ ...loaded, ...quotedIn(answer), lines, key: answer.freshKey, isUnclear: false }}
        errors={errors}
        notice={notice}
      />
      {waits && (
        <p className="mt-3 text-center">
          <a className="inline-block py-2.5 font-semibold text-accent" href={waitPath(loaded.campaign.slug, lines)}>
            {m.wait_for_these()}
          </a>
        </p>
      )}
    </JoinFrame>
  )
}

/** Whether there is anything that this person could order now. */
export function canJoin({ campaign, bounds, isOwn, reason }: JoinData): boolean {
  return isOpen(campaign) && !isOwn && bounds.min <= bounds.max && reason === undefined
}

/** The same for who has only come by: no form is offered that would be refused. */
export function CannotJoin({ loaded }: { loaded: JoinData }) {
  if (loaded.isOwn) return <Own loaded={loaded} />
  if (loaded.reason === 'hold_ended_recently') return <TooSoon loaded={loaded} others={loaded.others} />
  return <NoneLeft loaded={loaded} />
}

interface PartProps {
  loaded: JoinData
  title: string
  words: string
  others?: Campaign[]
  children?: ReactNode
}

function Part({ loaded, title, words, others = [], children }: PartProps) {
  return (
    <>
      <CampaignLine campaign={loaded.campaign} />
      <div role="alert" className="mt-6 outline-none" {...landing}>
        <h1 className="text-2xl">{title}</h1>
        <p className="measure mt-3 text-soft">{words}</p>
      </div>
      {children && <div className="mt-6 grid gap-2.5">{children}</div>}
      {others.length > 0 && (
        <section className="mt-12">
          <h2 className="text-xl">{m.buyer_no_others()}</h2>
          <ul className="mt-4 grid grid-cols-1 gap-3 sm:grid-cols-2">
            {others.map((other) => (
              <li key={other.id} className="grid">
                <CampaignCard campaign={other} now={loaded.now} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Back({ loaded: { campaign }, primary = false }: { loaded: JoinData; primary?: boolean }) {
  return (
    <ButtonLink href={`/c/${campaign.slug}`} variant={primary ? 'primary' : 'quiet'}>
      {m.buyer_no_campaign()}
    </ButtonLink>
  )
}

function TooFew({ loaded, answer, others }: { loaded: JoinData; answer: RefusedOrder; others: Campaign[] }) {
  const { campaign, bounds } = loaded
  const left = bounds.max
  return (
    <Part
      loaded={loaded}
      others={others}
      title={m.buyer_no_insufficient_title({
        slots: slotWords(campaign.slots_remaining),
      })}
      words={m.buyer_no_insufficient({ asked: slotWords(answer.slots), slots: slotWords(campaign.slots_remaining) })}
    >
      <OrderForm
        loaded={loaded}
        typed={answer.typed}
        wanted={left}
        expected={loaded.offers.max?.amount}
        orderKey={answer.freshKey}
      >
        {m.buyer_no_take_left({
          slots: slotWords(left),
          total: loaded.offers.max?.total ?? '',
        })}
      </OrderForm>
      <ButtonLink href={waitPath(campaign.slug, answer.wanted)} variant="quiet">
        {m.wait_for_all({ slots: slotWords(answer.slots) })}
      </ButtonLink>
      <ButtonLink href={stepAddress(campaign.slug, 'slots', left, answer.freshKey)} variant="quiet">
        {m.buyer_no_change()}
      </ButtonLink>
    </Part>
  )
}

/** A campaign that takes nobody, whether one has just ordered or only come by. */
function Closed({ loaded }: { loaded: JoinData }) {
  const { title, words } = closedWords(loaded)
  const { campaign, waiting, nextPlace, reason } = loaded
  const isFull = !campaign.settling && (takesWaiting(campaign) || reason === 'campaign_full')
  if (isFull && waiting) return <AlreadyWaits loaded={loaded} waiting={waiting} />
  return (
    <Part loaded={loaded} others={loaded.others} title={title} words={words}>
      {isFull && (
        <>
          {campaign.waiting_count > 0 && (
            <p className="font-semibold numbers">
              {nextPlace ? aheadWords(nextPlace) : m.wait_count({ count: number(campaign.waiting_count) })}
            </p>
          )}
          <ButtonLink href={waitPath(campaign.slug, loaded.wanted)}>{m.wait_button()}</ButtonLink>
        </>
      )}
      <Back loaded={loaded} />
    </Part>
  )
}

/** Whoever has a place is shown it, and not asked for another. */
function AlreadyWaits({ loaded, waiting }: { loaded: JoinData; waiting: NonNullable<JoinData['waiting']> }) {
  const { offer } = waiting
  return (
    <Part
      loaded={loaded}
      title={offer ? m.viewer_offer() : m.wait_position({ position: number(waiting.position ?? 0) })}
      words={offer ? '' : aheadWords(waiting)}
    >
      <ButtonLink href={offer ? `/me/${offer.participation_id}` : `/me/waiting/${waiting.entry_id}`}>
        {offer ? m.viewer_offer_link() : m.viewer_waiting_link()}
      </ButtonLink>
      <Back loaded={loaded} />
    </Part>
  )
}

/** Nothing that this person could take: the campaign takes nobody, or they hold all they may. */
function NoneLeft({ loaded }: { loaded: JoinData }) {
  const { campaign, reason = 'already_joined_limit' } = loaded
  if (!isOpen(campaign) || reason !== 'already_joined_limit') return <Closed loaded={loaded} />
  return <Limit loaded={loaded} others={loaded.others} />
}

function Limit({ loaded, answer, others }: { loaded: JoinData; answer?: RefusedOrder; others: Campaign[] }) {
  const { campaign, held, bounds } = loaded
  const max = campaign.max_per_buyer ?? held
  const more = bounds.min <= bounds.max ? bounds.max : 0
  return (
    <Part
      loaded={loaded}
      others={others}
      title={m.buyer_no_limit_title()}
      words={
        held > 0
          ? m.buyer_no_limit({ max: slotWords(max), held: slotWords(held) })
          : m.buyer_no_limit_none({ max: slotWords(max) })
      }
    >
      {answer && !loaded.lines && more > 0 && (
        <OrderForm
          loaded={loaded}
          typed={answer.typed}
          wanted={more}
          expected={loaded.offers.max?.amount}
          orderKey={answer.freshKey}
        >
          {m.buyer_no_take_left({
            slots: slotWords(more),
            total: loaded.offers.max?.total ?? '',
          })}
        </OrderForm>
      )}
      <ButtonLink href={ordersPath(loaded.orders)} variant={more > 0 ? 'quiet' : 'primary'}>
        {loaded.orders.length === 1 ? m.buyer_no_made_see() : m.nav_mine()}
      </ButtonLink>
    </Part>
  )
}

/** Nobody fills their own campaign. */
function Own({ loaded }: { loaded: JoinData }) {
  return (
    <Part loaded={loaded} title={m.own_campaign_title()} words={m.own_campaign_detail()}>
      <ButtonLink href={`/sell/campaigns/${loaded.campaign.id}`}>{m.own_campaign_manage()}</ButtonLink>
      <Back loaded={loaded} />
    </Part>
  )
}

/** Whoever let a reservation lapse lets others have its slots for a while; from when they may again the API says. */
function TooSoon({ loaded, problem, others }: { loaded: JoinData; problem?: Problem; others: Campaign[] }) {
  const { againAt } = loaded
  const words = againAt ? m.buyer_no_soon({ time: dateTime(againAt) }) : (problem?.detail ?? '')
  return (
    <Part loaded={loaded} others={others} title={m.buyer_no_soon_title()} words={words}>
      <p className="text-soft">{m.buyer_no_soon_why()}</p>
      <Back loaded={loaded} primary />
    </Part>
  )
}

function TooLittle({ loaded, answer }: { loaded: JoinData; answer: RefusedOrder }) {
  const { campaign, bounds } = loaded
  const least = { min: slotWords(campaign.min_per_buyer), slots: slotWords(bounds.min) }
  return (
    <Part
      loaded={loaded}
      title={m.buyer_no_below_title()}
      words={isLast(loaded) ? m.buyer_no_below_last(least) : m.buyer_no_below(least)}
    >
      <OrderForm
        loaded={loaded}
        typed={answer.typed}
        wanted={bounds.min}
        expected={loaded.offers.min?.amount}
        orderKey={answer.freshKey}
      >
        {m.buyer_no_take_left({
          slots: slotWords(bounds.min),
          total: loaded.offers.min?.total ?? '',
        })}
      </OrderForm>
      <ButtonLink href={stepAddress(campaign.slug, 'slots', bounds.min, answer.freshKey)} variant="quiet">
        {m.buyer_no_change()}
      </ButtonLink>
    </Part>
  )
}

/** Its key made an order before: with something else in it, or just as it is, where somebody went back to it. */
export function Used({ loaded }: { loaded: JoinData }) {
  const { made } = loaded
  return (
    <Part loaded={loaded} title={m.buyer_no_used_title()} words={made ? m.buyer_no_made() : m.buyer_no_used()}>
      <ButtonLink href={made ? `/me/${made}` : '/me'}>{made ? m.buyer_no_made_see() : m.nav_mine()}</ButtonLink>
      <ButtonLink href={`/c/${loaded.campaign.slug}/join`} variant="quiet">
        {m.buyer_no_used_again()}
      </ButtonLink>
    </Part>
  )
}

/** Tried again under the same key: should the first have got through after all, there is still one order. */
function Busy({ loaded, answer }: { loaded: JoinData; answer: RefusedOrder }) {
  return (
    <Part loaded={loaded} title={m.buyer_no_busy_title()} words={m.buyer_no_busy()}>
      <OrderForm
        loaded={loaded}
        typed={answer.typed}
        wanted={answer.wanted}
        expected={answer.expected}
        orderKey={answer.key}
      >
        {m.buyer_no_busy_button()}
      </OrderForm>
      <Back loaded={loaded} />
    </Part>
  )
}
