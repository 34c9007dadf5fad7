/** Waiting for a campaign with an order that does not fit now: what, where it goes, and one tap. */
import type { Campaign } from '@sambatan/client'
import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { landing } from '../../components/landing.ts'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { Script } from '../../components/script.tsx'
import { hasWaitingList } from '../../components/standing.ts'
import { dateTime, number } from '../../format.ts'
import { answerHeaders, attempt, type Page, type Problem, page, redirect, refused, sentKey } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/wait.ts'
import { AddressChoice } from './join-address.tsx'
import { errorsOf } from './join-data.ts'
import { CampaignLine } from './join-frame.tsx'
import { ItemFields } from './join-items.tsx'
import { itemErrors, linesIn, type OrderLine, type Wanted } from './join-lines.ts'
import { saveAddress } from './join-order.ts'
import { emptyTyped, joinPath, noteMax, slotsIn, stepAddress, type Typed, typedIn } from './join-state.ts'
import { aheadWords, mostUnits, waitPath } from './wait-words.ts'

export const loader = page(async ({ api, params, url, whoAsks }) => {
  const campaign = await api.readCampaign({ id: params.slug! })
  const who = await whoAsks()
  const [viewer, addresses] = await Promise.all([api.readViewer({ id: campaign.id }), api.listAddresses({ id: 'me' })])
  const { waiting, next_place: next, slots_held: held } = viewer
  if (waiting)
    throw redirect(waiting.offer ? `/me/${waiting.offer.participation_id}` : `/me/waiting/${waiting.entry_id}`)
  // The page for joining says why nobody can.
  if (!hasWaitingList(campaign) || who.user_id === campaign.seller_id) throw redirect(joinPath(campaign.slug))
  return {
    campaign: shown(campaign),
    lines: chosenIn(url, campaign.items),
    next,
    most: mostUnits(campaign, held),
    addresses,
    key: crypto.randomUUID(),
  }
})

/** What the address asks for; of the one thing that there is at least one. */
function chosenIn(url: URL, items: Campaign['items']): OrderLine[] {
  const lines = linesIn(url.searchParams, items)
  if (lines && lines.length > 0) return lines
  const [only] = items
  if (only === undefined || items.length > 1) return []
  const slots = slotsIn(url.searchParams.get('slots')) ?? 1
  return [{ item_id: only.id, units: Math.max(1, Math.floor(slots / only.slots_per_unit)) }]
}

export const action = page(async (page: Page) => {
  const { api, params, sentForm, whoAsks } = page
  const form = await sentForm()
  await whoAsks()
  const campaign = await api.readCampaign({ id: params.slug! })
  const lines = linesIn(form, campaign.items)
  const given = typedIn(form)
  const key = sentKey(form)
  const again = { lines: lines ?? [], typed: given, key, isNothing: false }
  // Without scripts the buttons for one more and one less send the form.
  if (form.has('by')) return data({ ...again, problem: undefined })
  const saved = (await api.listAddresses({ id: 'me' })).find(({ id }) => id === given.choice)
  const typed: Typed = saved ? { ...given, address: saved.shipping_address ?? '', save: false } : given
  const errors = errorsOf(page, { ...typed, phone: null })
  if (errors.length > 0 || lines === undefined || lines.length === 0) {
    return refused(incomplete(errors), { ...again, isNothing: lines === undefined || lines.length === 0 })
  }
  const body = { lines, shipping_address: typed.address, note: typed.note || null }
  const answer = await attempt(api.joinWaitingList({ id: campaign.id, body }, { idempotencyKey: key }))
  // Begun from another page meanwhile: there is one place, and this leads to it.
  if (!answer.ok && answer.problem.code === 'already_waiting') throw redirect(waitPath(campaign.slug))
  if (!answer.ok) return refused(answer.problem, { ...again, key: crypto.randomUUID() })
  if (typed.save) await saveAddress(api, typed, key)
  throw redirect(`/me/waiting/${answer.result.id}?joined=1`)
})

function incomplete(errors: Problem['errors']): Problem {
  return { status: 422, code: '', title: m.problem_title(), detail: '', errors }
}

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [
    { title: `${m.wait_title()}: ${loaderData?.campaign.title ?? ''} · ${m.site_name()}` },
    { name: 'robots', content: 'noindex' },
  ]
}

export default function Wait({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, next, most, addresses } = loaderData
  const { lines, typed, key } = { ...loaderData, typed: emptyTyped, ...actionData }
  const problem = actionData?.problem
  return (
    <main id="main" className="mx-auto w-full max-w-xl px-4 py-6 sm:py-10">
      <CampaignLine campaign={campaign} />
      <h1 className="mt-6 text-2xl outline-none" {...(problem ? {} : landing)}>
        {m.wait_title()}
      </h1>
      <p className="mt-2 text-soft numbers">
        <span className="font-semibold text-ink">{next ? aheadWords(next) : m.wait_count_none()}</span>{' '}
        {m.wait_how({ hours: offerWords(campaign.offer_minutes) })}
      </p>
      <div className="mt-4 space-y-3 empty:hidden">
        <Refusal problem={problem} slug={campaign.slug} wanted={campaign.isPlain ? (lines[0]?.units ?? '') : lines} />
        {actionData?.isNothing && <Notice tone="bad">{m.buyer_items_nothing()}</Notice>}
      </div>
      <PostForm action={waitPath(campaign.slug)} data-once>
        <input type="hidden" name="key" value={key} />
        {/* Enter sends it, and the first button of a form is what Enter presses. */}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
        <ItemFields
          campaign={campaign}
          lines={lines}
          errors={problem ? itemErrors(problem) : {}}
          withSteps
          mostOf={(item) => most[item.id] ?? 0}
        />
        <p className="mt-2 text-sm text-soft">{m.wait_price()}</p>
        <h2 className="mt-8 mb-3 text-xl">{m.buyer_address_title()}</h2>
        <div className="space-y-5">
          <AddressChoice addresses={addresses} typed={typed} problem={problem} />
          <TextField
            name="note"
            label={m.buyer_note_field()}
            hint={m.buyer_note_hint()}
            maxLength={noteMax}
            defaultValue={typed.note}
            error={errorAt(problem, 'note')}
          />
        </div>
        <Button className="mt-7 w-full">{m.wait_button()}</Button>
        <p className="mt-3 text-center text-sm text-soft">{m.wait_free({ time: dateTime(campaign.deadline) })}</p>
      </PostForm>
      <Script name="join" />
    </main>
  )
}

function offerWords(minutes: number): string {
  return minutes % 60 === 0 ? m.wait_hours({ count: number(minutes / 60) }) : m.wait_minutes({ count: number(minutes) })
}

interface RefusalProps {
  problem: Problem | undefined
  slug: string
  wanted: Wanted
}

/** What came free meanwhile is not waited for: it can be had now. */
function Refusal({ problem, slug, wanted }: RefusalProps) {
  if (problem === undefined || Object.keys(itemErrors(problem)).length > 0) return null
  if (problem.code !== 'order_fits') {
    return (
      <ProblemNotice
        problem={problem}
        fields={{ shipping_address: m.buyer_address_field(), note: m.buyer_note_field() }}
      />
    )
  }
  return (
    <Notice tone="good" title={m.wait_fits_title()} lands>
      <p>{m.wait_fits()}</p>
      <ButtonLink href={stepAddress(slug, 'address', wanted, crypto.randomUUID())} className="mt-3">
        {m.campaign_join()}
      </ButtonLink>
    </Notice>
  )
}
