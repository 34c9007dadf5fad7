/** One's place on a waiting list: where it is, what happened to it, and the ways to change or leave it. */
import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { FollowForm } from '../../components/follow-form.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Script } from '../../components/script.tsx'
import { hasWaitingList } from '../../components/standing.ts'
import { dateTime, number, titleWords } from '../../format.ts'
import { type Api, answerHeaders, attempt, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/waiting.ts'
import { CampaignLine } from './join-frame.tsx'
import { ItemFields } from './join-items.tsx'
import { itemErrors, linesIn, slotsOf, wantedWords } from './join-lines.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { aheadWords, isSmaller, mostUnits, orderWords, passedWords, waitPath } from './wait-words.ts'

async function placeOf(api: Api, id: string) {
  const place = (await api.listMyPlaces({})).find((each) => each.id === id)
  if (place === undefined) throw data(null, { status: 404 })
  return place
}

export const loader = page(async ({ api, params, url }) => {
  const place = await placeOf(api, params.id!)
  const campaign = await api.readCampaign({ id: place.campaign_id })
  const viewer = await api.readViewer({ id: campaign.id })
  return {
    place,
    campaign: shown(campaign),
    most: mostUnits(campaign, viewer.slots_held),
    joined: url.searchParams.has('joined'),
    done: url.searchParams.get('done'),
  }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const place = await placeOf(api, params.id!)
  const of = { id: place.campaign_id, entry: place.id }
  if (text(form, 'intent') === 'leave') {
    const left = await attempt(api.leaveWaitingList(of))
    if (!left.ok) return refused(left.problem, { lines: undefined, warns: false })
    throw redirect('/me?done=left-list')
  }
  const { items, waiting_count: waits } = await api.readCampaign({ id: place.campaign_id })
  const lines = linesIn(form, items)
  if (lines === undefined || lines.length === 0) return data({ problem: undefined, lines: [], warns: false })
  if (form.has('by')) return data({ problem: undefined, lines, warns: false })
  const keeps = isSmaller(place, lines, slotsOf(lines, items))
  // A place is not lost by one tap: what a larger order means is said first, of just this order. Who is the last has none to lose.
  const isLast = place.position === waits
  if (!keeps && !isLast && text(form, 'sure') !== wantedWords(lines))
    return data({ problem: undefined, lines, warns: true })
  const changed = await attempt(api.changeWaitingEntry({ ...of, body: { lines } }))
  if (!changed.ok) return refused(changed.problem, { lines, warns: false })
  const { offer } = changed.result
  throw redirect(offer ? `/me/${offer.participation_id}` : `/me/waiting/${place.id}?done=changed`)
})

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return meMeta(loaderData ? m.wait_place_title({ title: loaderData.campaign.title }) : m.buyer_nav_mine())
}

export default function WaitingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { place, campaign, joined, done } = loaderData
  const problem = actionData?.problem
  const isItems = problem !== undefined && Object.keys(itemErrors(problem)).length > 0
  return (
    <MeFrame title={place.outcome === null ? titleWords(campaign.title) : m.wait_your_place()}>
      <div className="group max-w-xl" data-live-campaign={campaign.id}>
        <div className="mb-5 space-y-3 empty:hidden">
          {problem && !isItems && <ProblemNotice problem={problem} />}
          {joined && place.outcome === null && <Notice tone="good">{m.wait_done_joined()}</Notice>}
          {done === 'changed' && place.outcome === null && <Notice tone="good">{m.wait_done_changed()}</Notice>}
        </div>
        <div data-live-region="place">
          {place.outcome === null ? <Place place={place} /> : <Ended loaded={loaderData} outcome={place.outcome} />}
        </div>
        {/* What is being changed stays as it is while the place above moves; once it is offered or over there is nothing to change. */}
        {place.outcome === null && !place.offer && (
          <div className="group-has-[[data-settled]]:hidden">
            <p className="mt-4 text-soft">{m.wait_then()}</p>
            <Change loaded={loaderData} answer={actionData} />
            <Leave id={place.id} slug={campaign.slug} />
          </div>
        )}
      </div>
      <Script name="join" />
    </MeFrame>
  )
}

type Loaded = Route.ComponentProps['loaderData']
type Answer = Route.ComponentProps['actionData']

/** Where it is in line and what happened to it, or that something is offered. */
function Place({ place }: Pick<Loaded, 'place'>) {
  return (
    <section className="rounded-lg border border-line bg-surface p-5">
      {place.offer ? (
        <div data-settled>
          <Notice tone="warn" title={m.viewer_offer()}>
            <ButtonLink href={`/me/${place.offer.participation_id}`} className="mt-2">
              {m.viewer_offer_link()}
            </ButtonLink>
          </Notice>
        </div>
      ) : (
        <>
          <p className="text-sm text-soft">{m.wait_your_place()}</p>
          <p className="text-3xl font-extrabold numbers">
            {m.wait_position({ position: number(place.position ?? 0) })}
          </p>
          <p className="mt-1 font-semibold numbers">{aheadWords(place)}</p>
        </>
      )}
      <p className="mt-2 text-soft numbers">
        {m.wait_for({ order: orderWords(place), since: dateTime(place.created_at) })}
      </p>
      <div className="mt-3 space-y-2 text-sm empty:hidden">
        {place.passed_over && (
          <Notice tone="warn" silent title={m.wait_passed_title({ time: dateTime(place.passed_over.at) })}>
            {passedWords(place.passed_over.reason)}
          </Notice>
        )}
        {place.moved_ahead.map(({ reason, at }) => (
          <Notice key={at} silent title={m.wait_moved_title({ time: dateTime(at) })}>
            {m.wait_moved({ reason })}
          </Notice>
        ))}
      </div>
    </section>
  )
}

function Leave({ id, slug }: { id: string; slug: string }) {
  return (
    <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-4">
      <PostForm action={`/me/waiting/${id}`} data-once>
        <input type="hidden" name="intent" value="leave" />
        <Button variant="danger">{m.wait_leave()}</Button>
      </PostForm>
      <a className="inline-block py-2.5 text-sm text-accent" href={`/c/${slug}`}>
        {m.buyer_see_campaign()}
      </a>
    </div>
  )
}

/** What is waited for, folded away until somebody wants to change it. */
function Change({ loaded: { place, campaign, most }, answer }: { loaded: Loaded; answer: Answer }) {
  const lines = answer?.lines ?? place.lines
  const isNothing = answer?.lines?.length === 0
  return (
    <details className="mt-6" open={answer !== undefined && answer.lines !== undefined}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline underline-offset-4">
        {m.wait_change()}
      </summary>
      <p className="mt-1 text-sm text-soft">{m.wait_change_hint()}</p>
      <PostForm action={`/me/waiting/${place.id}`} data-once>
        <input type="hidden" name="intent" value="change" />
        {answer?.warns && <input type="hidden" name="sure" value={wantedWords(lines)} />}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
        <div className="mt-3 empty:hidden">
          {answer?.warns && (
            <Notice tone="warn" title={m.wait_larger_title()} lands>
              {m.wait_larger({ position: number(place.position ?? 0) })}
            </Notice>
          )}
          {isNothing && <Notice tone="bad">{m.buyer_items_nothing()}</Notice>}
        </div>
        <ItemFields
          campaign={campaign}
          lines={lines}
          errors={answer?.problem ? itemErrors(answer.problem) : {}}
          withSteps
          mostOf={(item) => most[item.id] ?? 0}
        />
        <Button variant={answer?.warns ? 'danger' : 'quiet'} className="mt-4">
          {answer?.warns ? m.wait_larger_sure() : m.wait_change_button()}
        </Button>
      </PostForm>
    </details>
  )
}

/** It is over: why, and what there is to do instead. */
function Ended({ loaded: { place, campaign }, outcome }: { loaded: Loaded; outcome: string }) {
  const goesOn = hasWaitingList(campaign)
  return (
    <div data-settled>
      <CampaignLine campaign={campaign} />
      <div className="mt-5">
        <Notice title={m.wait_ended_title()}>{endedWords(outcome)}</Notice>
      </div>
      <p className="mt-3 text-soft numbers">
        {m.wait_for({ order: orderWords(place), since: dateTime(place.created_at) })}
      </p>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        {goesOn && outcome !== 'claimed' && <ButtonLink href={waitPath(campaign.slug)}>{m.wait_again()}</ButtonLink>}
        {outcome === 'claimed' && <ButtonLink href="/me">{m.buyer_nav_mine()}</ButtonLink>}
        {!goesOn && campaign.seller_slug !== null && (
          <div>
            <p className="mb-2">{m.wait_next_batch()}</p>
            <FollowForm slug={campaign.seller_slug} />
          </div>
        )}
      </div>
    </div>
  )
}

function endedWords(outcome: string): string {
  switch (outcome) {
    case 'claimed':
      return m.wait_ended_claimed()
    case 'declined':
      return m.wait_ended_declined()
    case 'expired':
      return m.wait_ended_expired()
    case 'left':
      return m.wait_ended_left()
    case 'item_unavailable':
      return m.wait_ended_item()
    case 'campaign_ended':
      return m.wait_ended_campaign()
    default:
      return m.wait_ended_removed()
  }
}
