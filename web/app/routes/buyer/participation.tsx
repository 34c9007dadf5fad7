import { Button, ButtonLink } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Earlier } from '../../components/earlier.tsx'
import { TextArea, TextField } from '../../components/field.tsx'
import { landing } from '../../components/landing.ts'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { PushSwitch } from '../../components/push-switch.tsx'
import { ChangesLink } from '../../components/reworded.tsx'
import { whatsAppLink } from '../../components/share.ts'
import { StatusBadge } from '../../components/status.tsx'
import { Timeline } from '../../components/timeline.tsx'
import { date, dateTime, money, titleWords } from '../../format.ts'
import {
  type Api,
  answerHeaders,
  attempt,
  listed,
  page,
  redirect,
  refused,
  sentKey,
  text,
  type Who,
} from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown, shownLines } from '../../shown.ts'
import { isPlain } from '../../sold.ts'
import type { Route } from './+types/participation.ts'
import { Claims } from './claims.tsx'
import { HowToPay } from './how-to-pay.tsx'
import { addressLength, noteMax } from './join-state.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { Offer } from './offer.tsx'
import { Facts } from './participation-facts.tsx'
import { Standing } from './participation-standing.tsx'
import { pushHere } from './push-here.ts'
import { accountOf, accountWords } from './refund-words.ts'
import { holdOf, type Mine, moneyWords, nextOf, settlingWords, slotWords, storyOf, wasOrdered } from './words.ts'

export const loader = page(async ({ api, params, url, context, whoAsks }) => {
  const id = params.id!
  // The story is read first: what is told of an order is then never newer than what the page says of it.
  const logs = await listed(
    url,
    (from) => api.listParticipationLogs({ id, order: 'newest', limit: 100, ...from }),
    'story',
  )
  const isEnd = !url.searchParams.has('story')
  const items = logs.items.toReversed()
  const mine = await api.readParticipation({ id })
  const records = await api.listMoney({ id })
  const push = isUndecided(mine) ? await pushHere({ api, whoAsks }) : undefined
  const [latest] = (await api.listWordings({ id: mine.campaign.id, limit: 1 })).items
  const [pay, account, claims] = [
    await api.readHowToPay({ id }),
    await goesTo(api, mine, whoAsks),
    await api.listClaimsOf({ id }),
  ]
  const hold = holdOf(mine)
  const said = {
    claimed: claims.find(({ answered_at: answered }) => answered === null)?.amount,
    isTold: pay.accounts.length > 0 || pay.words !== '',
  }
  return {
    mine,
    order: orderOf(mine),
    push,
    story: [...storyOf(mine, items), ...(isEnd ? nextOf(mine) : [])],
    older: logs.next,
    here: url.pathname + url.search,
    // Who did it stands in the story's first line, which a long one has on another page.
    joinedBy: items.find(({ event }) => event === 'participant_joined')?.actor,
    moneyIs: moneyWords(mine, {
      isReported: records.some(({ report }) => report !== null && report.answered_at === null),
      ...said,
      owedSince: mine.owed_since,
      hasAccount: account && account.words !== undefined,
      wasOrdered: wasOrdered(items),
    }),
    // Whoever paid for what is called off says so; nobody pays for what they were only offered.
    mayHavePaid:
      (mine.status === 'cancelled' || mine.status === 'refunded') &&
      mine.payment_status === 'unpaid' &&
      wasOrdered(items),
    // What is reserved and its deadline has passed waits for somebody.
    waitsFor: mine.status === 'reserved' && hold !== null ? settlingWords(mine, dateTime(hold), said) : undefined,
    records,
    pay,
    goesTo: account,
    claims,
    address: `${context.publicUrl}/c/${mine.campaign.slug}`,
    // When words or photos were last changed since, if they were.
    reworded: latest && latest.until > mine.joined_at ? latest.until : undefined,
    joined: url.searchParams.has('joined'),
    done: url.searchParams.get('done'),
    key: crypto.randomUUID(),
    now: new Date().toISOString(),
  }
})

/** Where what is owed goes, for its own buyer; others who may see an order are not told. */
async function goesTo(api: Api, { owed_to_buyer: owed, user_id: buyer }: Mine, whoAsks: () => Promise<Who>) {
  if (!owed || (await whoAsks()).user_id !== buyer) return undefined
  const { account } = await accountOf(api)
  return { words: account && accountWords(account) }
}

/** What was ordered, line by line where it was more than a number of slots at one price; and what it comes to in the end. */
function orderOf({ lines, amount, final_amount: final, currency, campaign, status, code, offer }: Mine) {
  const dropped = lines.filter((line) => line.dropped)
  const isLive = status === 'reserved' || status === 'confirmed' || status === 'fulfilled'
  return {
    code,
    lines: isPlain(campaign) && lines.length < 2 ? [] : shownLines(lines, currency, campaign.items),
    hasDropped: dropped.length > 0,
    final: final === null || !isLive ? undefined : money(final, currency),
    // Nothing goes back where nothing was paid; what was paid in a completed campaign is all of it.
    back: final !== null && final < amount && isLive ? money(amount - final, currency) : undefined,
    mayChange:
      status === 'reserved' &&
      offer === null &&
      !campaign.settling &&
      (campaign.status === 'active' || campaign.status === 'full'),
  }
}

export const action = page(async ({ sentForm, api, params }) => {
  const id = params.id!
  const form = await sentForm()
  if (text(form, 'intent') === 'received') {
    // Goods arrive once: pressed twice, it is the same.
    const answer = await attempt(api.fulfilParticipation({ id }, { idempotencyKey: `received-${id}` }))
    if (!answer.ok) return refused(answer.problem, { typed: undefined })
    throw redirect(`/me/${id}?done=received`)
  }
  if (text(form, 'intent') === 'claim') {
    const answer = await attempt(api.claimOffer({ id }, { idempotencyKey: sentKey(form) }))
    if (!answer.ok) return refused(answer.problem, { typed: undefined })
    throw redirect(`/me/${id}?joined=1`)
  }
  if (text(form, 'intent') === 'decline') {
    const answer = await attempt(api.declineOffer({ id }, { idempotencyKey: sentKey(form) }))
    if (!answer.ok) return refused(answer.problem, { typed: undefined })
    throw redirect(`/me/${id}?done=declined`)
  }
  if (text(form, 'intent') === 'not-arrived') {
    const said = text(form, 'report')
    const answer = await attempt(api.reportMoney({ id: text(form, 'record'), body: said ? { note: said } : {} }))
    if (!answer.ok) return refused(answer.problem, { typed: undefined })
    throw redirect(`/me/${id}?done=reported`)
  }
  const typed = { address: text(form, 'shipping_address'), note: text(form, 'note') }
  const answer = await attempt(
    api.updateParticipation({ id, body: { shipping_address: typed.address, note: typed.note || null } }),
  )
  if (!answer.ok) return refused(answer.problem, { typed })
  throw redirect(`/me/${id}?done=address`)
})

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return meMeta(loaderData ? m.buyer_one_title({ title: loaderData.mine.campaign.title }) : m.buyer_nav_mine())
}

type Loaded = Route.ComponentProps['loaderData']
type Answer = Route.ComponentProps['actionData']

export default function ParticipationPage({ loaderData, actionData }: Route.ComponentProps) {
  const { mine, push, story, older, here, reworded, joined, done } = loaderData
  const { campaign } = mine
  return (
    <MeFrame
      title={titleWords(campaign.title)}
      above={
        <p className="mb-2" data-live-region="status">
          {mine.offer === null && <StatusBadge status={mine.status} of="participation" />}
        </p>
      }
    >
      <div className="space-y-4 empty:hidden">
        <div data-live-region="joined">
          <Offer mine={mine} now={loaderData.now} answerKey={loaderData.key} />
          {joined && mine.status === 'reserved' && mine.offer === null && <Joined loaded={loaderData} />}
        </div>
        <div data-live-region="standing" className="space-y-4 empty:hidden">
          <Standing {...loaderData} />
        </div>
        {joined && <AskToTell push={push} />}
        <Done done={done} />
        {reworded && (
          <Notice>
            {m.buyer_reworded({ date: date(reworded) })} <ChangesLink slug={campaign.slug} />
          </Notice>
        )}
        <div data-live-region="pay" className="empty:hidden">
          <HowToPay said={loaderData.pay} seller={campaign.seller_name} now={loaderData.now}>
            <Claims claims={loaderData.claims} id={mine.id} now={loaderData.now} mayClaim />
          </HowToPay>
          {loaderData.pay.amount_to_pay === 0 && (
            <Claims claims={loaderData.claims} id={mine.id} now={loaderData.now} mayClaim={false} />
          )}
        </div>
        {actionData && (
          <ProblemNotice
            problem={actionData.problem}
            fields={{ shipping_address: m.buyer_address_field(), note: m.buyer_note_field() }}
          />
        )}
      </div>
      <div
        className="mt-6 grid grid-cols-1 gap-10 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
        data-live-campaign={campaign.id}
      >
        <div className="space-y-8">
          <div data-live-region="facts">
            <Facts loaded={loaderData} />
            {mine.status === 'confirmed' && campaign.status === 'completed' && (
              <PostForm action={`/me/${mine.id}`} data-once className="mt-8">
                <input type="hidden" name="intent" value="received" />
                <Button className="w-full">{m.buyer_received_button()}</Button>
                <p className="mt-2 text-sm text-soft">{m.buyer_received_hint()}</p>
              </PostForm>
            )}
          </div>
          {/* What was refused is shown with what was typed, and stays so. */}
          <div {...(actionData ? {} : { 'data-live-region': 'address' })}>
            <Address loaded={loaderData} answer={actionData} />
          </div>
          {!joined && <AskToTell push={push} />}
        </div>
        <section aria-labelledby="story" data-live-region="story">
          <h2 id="story" className="mb-4 text-xl">
            {m.buyer_timeline_title()}
          </h2>
          <Earlier url={here} name="story" older={older} section="story" />
          <Timeline items={story} nextWords={m.buyer_timeline_next()} />
        </section>
      </div>
      <Ways mine={mine} />
    </MeFrame>
  )
}

/** Where one goes from here, and the way out of it. */
function Ways({ mine }: { mine: Mine }) {
  return (
    <div className="mt-10 flex flex-wrap gap-x-6 gap-y-1 border-t border-line pt-4 text-sm">
      <a className="inline-block py-2.5 text-accent" href="/me">
        {m.buyer_back_list()}
      </a>
      <a className="inline-block py-2.5 text-accent" href={`/c/${mine.campaign.slug}`}>
        {m.buyer_see_campaign()}
      </a>
      <Seller campaign={mine.campaign} />
      <span data-live-region="cancel" className="sm:ml-auto">
        {mine.status === 'reserved' && mine.offer === null && (
          <a className="inline-block py-2.5 text-bad" href={`/me/${mine.id}/cancel`}>
            {m.buyer_cancel_link()}
          </a>
        )}
      </span>
    </div>
  )
}

/** Who owes the goods, or the money: their page says who they are, and what became of their other batches. */
function Seller({ campaign: { seller_name: name, seller_slug: slug } }: { campaign: Mine['campaign'] }) {
  if (slug === null) return name && <span className="py-2.5">{m.buyer_seller({ seller: name })}</span>
  return (
    <a dir="auto" className="inline-block py-2.5 wrap-anywhere text-accent" href={`/s/${slug}`}>
      {name === null ? m.buyer_see_seller() : m.buyer_seller({ seller: name })}
    </a>
  )
}

/** Somebody waits for it: the one moment at which to ask whether they want to be told. */
function isUndecided({ status, campaign }: Mine): boolean {
  const isLive = status === 'reserved' || status === 'confirmed'
  return isLive && (campaign.status === 'active' || campaign.status === 'full')
}

function AskToTell({ push }: Pick<Loaded, 'push'>) {
  if (!push) return null
  return (
    <PushSwitch push={push} title={m.push_decided_title()} button={m.push_decided_button()}>
      {m.push_decided_lead()}
    </PushSwitch>
  )
}

function Done({ done }: Pick<Loaded, 'done'>) {
  if (done === 'address') return <Notice tone="good">{m.buyer_done_address()}</Notice>
  if (done === 'order') return <Notice tone="good">{m.buyer_done_order()}</Notice>
  if (done === 'claimed') return <Notice tone="good">{m.paid_done()}</Notice>
  if (done === 'reported') return <Notice tone="good">{m.buyer_done_reported()}</Notice>
  if (done === 'declined') return <Notice tone="good">{m.buyer_offer_declined()}</Notice>
  if (done === 'left') return <Notice tone="good">{m.buyer_done_left()}</Notice>
  return done === 'received' ? <Notice tone="good">{m.buyer_done_received()}</Notice> : null
}

/** Just joined: what is theirs now, and the one thing that helps everybody. */
function Joined({ loaded: { mine, address } }: { loaded: Loaded }) {
  const { campaign } = mine
  return (
    <section className="rounded-lg border border-good/30 bg-good-tint p-5 sm:p-6" aria-labelledby="joined">
      <h2 id="joined" className="text-xl outline-none" {...landing}>
        {m.buyer_joined_title()}
      </h2>
      <p className="mt-1.5">{m.buyer_joined_detail({ slots: slotWords(mine.quantity) })}</p>
      <div className="mt-4 flex flex-wrap gap-2.5">
        <ButtonLink href={whatsAppLink(shown(campaign), address)} rel="noopener">
          {m.campaign_share_whatsapp()}
        </ButtonLink>
        <CopyButton text={address} words={m.campaign_copy()} copied={m.campaign_copied()} />
      </div>
      <p className="mt-3 text-sm break-all text-soft select-all">{address}</p>
    </section>
  )
}

function Address({ loaded: { mine }, answer }: { loaded: Loaded; answer: Answer }) {
  const problem = answer?.typed ? answer.problem : undefined
  return (
    <section aria-labelledby="address">
      <h2 id="address" className="text-xl">
        {m.buyer_address_title_one()}
      </h2>
      <p dir="auto" className="mt-2 whitespace-pre-line">
        {mine.shipping_address || m.buyer_address_gone()}
      </p>
      {mine.note && (
        <p dir="auto" className="mt-1 text-sm text-soft">
          {m.buyer_confirm_note()}: <bdi>{mine.note}</bdi>
        </p>
      )}
      {mine.status === 'reserved' && mine.offer === null && (
        <details className="mt-2" open={problem !== undefined}>
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent underline underline-offset-4">
            {m.buyer_address_edit()}
          </summary>
          <PostForm action={`/me/${mine.id}`} data-once className="mt-2 space-y-4">
            <input type="hidden" name="intent" value="address" />
            <TextArea
              name="shipping_address"
              label={m.buyer_address_field()}
              hint={m.buyer_address_hint()}
              rows={4}
              minLength={addressLength.min}
              maxLength={addressLength.max}
              required
              defaultValue={answer?.typed?.address ?? mine.shipping_address}
              error={errorAt(problem, 'shipping_address')}
            />
            <TextField
              name="note"
              label={m.buyer_note_field()}
              maxLength={noteMax}
              defaultValue={answer?.typed?.note ?? mine.note ?? ''}
              error={errorAt(problem, 'note')}
            />
            <Button variant="quiet">{m.save()}</Button>
          </PostForm>
        </details>
      )}
      {mine.status === 'confirmed' && <p className="mt-2 text-sm text-soft">{m.buyer_address_fixed()}</p>}
    </section>
  )
}
