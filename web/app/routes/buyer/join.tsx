import { data } from 'react-router'
import { liveParticipations } from '../../../../src/kernel/status.ts'
import { Script } from '../../components/script.tsx'
import { hasKept } from '../../kept-cookies.ts'
import { openedFor } from '../../opened-for.ts'
import {
  type Api,
  answerHeaders,
  keyIn,
  type Problem,
  page,
  problemOf,
  redirect,
  sentKey,
  text,
  visitor,
} from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/join.ts'
import { AddressStep } from './join-address.tsx'
import { ConfirmStep } from './join-confirm.tsx'
import { JoinFrame } from './join-frame.tsx'
import { Closed, NoneLeft, Refused, Used } from './join-refused.tsx'
import { SlotsStep } from './join-slots.tsx'
import {
  addressLength,
  boundsOf,
  emptyTyped,
  joinPath,
  noteMax,
  type Step,
  slotsIn,
  stepAddress,
  type Typed,
  typedIn,
  wholeNumber,
} from './join-state.ts'
import { type KeptOrder, keepOrder, keptOrder } from './kept-order.ts'

export const loader = page(async (page) => {
  const { api, url, request, params } = page
  const [campaign, who] = await Promise.all([api.readCampaign({ id: params.slug! }), visitor(page)])
  if (campaign.slug !== params.slug) throw redirect(joinPath(campaign.slug) + url.search)
  const person = who?.user_id ?? null
  const [addresses, held] = await Promise.all([
    person === null ? [] : api.listAddresses({ id: 'me' }),
    person === null ? 0 : heldSlots(api, campaign.id),
  ])
  const bounds = boundsOf(campaign, held)
  const isOpen = campaign.status === 'active' && bounds.min <= bounds.max
  const others = isOpen ? [] : await otherCampaigns(api, campaign.id)
  const given = url.searchParams.get('slots')
  const by = wholeNumber(url.searchParams.get('by'))
  const asked = slotsIn(given)
  const isUnclear = given !== null && asked === undefined && by === undefined
  const slots = Math.max(Math.min((asked ?? bounds.min) + (by ?? 0), bounds.max), bounds.min)
  const key = keyIn(url.searchParams.get('key'))
  const kept = keptOrder(request, { slug: campaign.slug, key, person })
  // Whoever signs in from the form that was filled in is who filled it in.
  if (kept?.person === null && person !== null) keep(page, { ...kept, person })
  const step = isUnclear ? 'slots' : stepOf(url.searchParams.get('step'), kept)
  const made = kept?.made?.key === key ? kept.made.id : undefined
  return data({
    campaign,
    addresses,
    held,
    others,
    bounds,
    slots,
    isUnclear,
    isAdjusted: asked !== undefined && asked !== slots && by === undefined,
    step,
    isForgotten: url.searchParams.get('step') === 'confirm' && kept === undefined && !hasKept(request),
    typed: kept ?? emptyTyped,
    // Who chooses slots again orders again; further on, the form of an order that was made is no new one.
    key: made && step === 'slots' ? crypto.randomUUID() : key,
    made: step === 'slots' ? undefined : made,
    isKnown: person !== null,
    now: new Date().toISOString(),
  })
})

/** Nobody gets to the last step without an address: one who comes by an old link fills it in first. */
function stepOf(given: string | null, kept: KeptOrder | undefined): Step {
  if (given === 'confirm') return kept === undefined ? 'address' : 'confirm'
  return given === 'address' ? 'address' : 'slots'
}

/** Of all of somebody's orders: limits count each of them. */
async function heldSlots(api: Api, campaignId: string): Promise<number> {
  let slots = 0
  const held = { campaign_id: campaignId, status: [...liveParticipations], limit: 100 }
  for await (const { quantity } of api.each.listParticipations(held)) slots += quantity
  return slots
}

/** Who cannot have this one is not sent away with nothing. */
async function otherCampaigns(api: Api, campaignId: string) {
  const { items } = await api.listCampaigns({ status: ['active'], limit: 4 })
  return items.filter(({ id }) => id !== campaignId).slice(0, 3)
}

export const action = page(async (page) => {
  const form = await page.sentForm()
  return text(form, 'intent') === 'order' ? order(page, form) : takeAddress(page, form)
})

type Opened = Parameters<Parameters<typeof page>[0]>[0]

/** The second step: what was typed is kept in the browser, and the third step shows it. */
async function takeAddress(page: Opened, form: FormData) {
  const who = await visitor(page)
  const saved = who ? await page.api.listAddresses({ id: 'me' }) : []
  const given = typedIn(form)
  const chosen = saved.find(({ id }) => id === given.choice)
  const typed: Typed = chosen
    ? { ...given, address: chosen.shipping_address ?? '', save: false }
    : { ...given, choice: 'new' }
  const errors = errorsOf(typed)
  if (errors.length > 0) return data({ kind: 'address' as const, typed, errors }, { status: 422 })
  const slug = await slugOf(page)
  const person = who?.user_id ?? null
  const key = sentKey(form)
  const before = keptOrder(page.request, { slug, key, person })
  // As long as nobody is signed in the key alone leads back to what was typed, so it is one that nobody had before: the
  // address of a form is shown, remembered and sent around.
  const ownKey = person === null && before === undefined ? crypto.randomUUID() : key
  keep(page, { ...typed, slug, key: ownKey, person, made: before?.made ?? null })
  throw redirect(nextAddress(slug, form, ownKey))
}

/** As the campaign is called, whether it was asked for by that or by its id. Also stops where there is none. */
async function slugOf({ api, params }: Opened): Promise<string> {
  return (await api.readCampaign({ id: params.slug! })).slug
}

/** Where the number of slots says nothing, it is asked for again. */
function nextAddress(slug: string, form: FormData, key: string): string {
  const slots = slotsIn(form.get('slots'))
  return stepAddress(slug, slots === undefined ? 'slots' : 'confirm', slots ?? '', key)
}

/** Keeps what was typed in the browser, and which order was made of it. What is too long for its form is not kept. */
function keep({ request, context }: Opened, kept: KeptOrder): void {
  if (errorsOf(kept).length > 0) return
  context.cookies.push(...keepOrder(request, kept, context.publicUrl.startsWith('https:')))
}

function errorsOf({ address, note }: Typed): Problem['errors'] {
  const errors: Problem['errors'] = []
  if (address.length < addressLength.min) errors.push({ path: 'shipping_address', message: m.buyer_address_short() })
  if (address.length > addressLength.max) errors.push({ path: 'shipping_address', message: m.buyer_address_long() })
  if (note.length > noteMax) errors.push({ path: 'note', message: m.buyer_note_long() })
  return errors
}

/** The third step: the order, once for each key, however often it is sent. */
async function order(page: Opened, form: FormData) {
  const { api, request } = page
  const slug = await slugOf(page)
  const typed = typedIn(form)
  const slots = slotsIn(form.get('slots'))
  const key = sentKey(form)
  // Whom it was opened for is who may have it back, also where their session has ended meanwhile.
  const person = text(form, openedFor) || ((await visitor(page))?.user_id ?? null)
  const made = keptOrder(request, { slug, key, person })?.made ?? null
  // Nothing is kept in the browser, nor sent on, that was changed on its way to what no address can be.
  const errors = errorsOf(typed)
  if (errors.length > 0) return data({ kind: 'address' as const, typed, errors }, { status: 422 })
  if (slots === undefined) {
    keep(page, { ...typed, slug, key, person, made })
    return data({ kind: 'slots' as const, key }, { status: 422 })
  }
  const body = { quantity: slots, shipping_address: typed.address, note: typed.note || null }
  try {
    const joined = await api.joinCampaign({ id: slug, body }, { idempotencyKey: key })
    keep(page, { ...typed, slug, key, person: joined.user_id, made: { key, id: joined.id } })
    if (typed.save) await saveAddress(api, typed, key)
    throw redirect(`/me/${joined.id}?joined=1`)
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined) throw error
    if (problem.status === 401) {
      keep(page, { ...typed, slug, key, person, made })
      throw redirect(`/sign-in?next=${encodeURIComponent(stepAddress(slug, 'confirm', slots, key))}`)
    }
    return refusedOrder(page, problem, { typed, slots, key })
  }
}

async function refusedOrder(
  { api }: Opened,
  problem: Problem,
  { typed, slots, key }: { typed: Typed; slots: number; key: string },
) {
  const others = await api.listCampaigns({ status: ['active'], limit: 4 }).then(
    ({ items }) => items,
    () => [],
  )
  const { retryAfterSeconds } = problem
  const wait = retryAfterSeconds ?? (problem.status === 503 ? 2 : undefined)
  return data(
    { kind: 'refused' as const, problem, typed, slots, key, others, freshKey: crypto.randomUUID() },
    { status: problem.status, headers: wait === undefined ? {} : { 'retry-after': String(wait) } },
  )
}

/** The order stands whether or not its address can be kept: a person keeps twenty at most, and nothing is said of it. */
async function saveAddress(api: Api, typed: Typed, key: string): Promise<void> {
  try {
    const saved = await api.listAddresses({ id: 'me' })
    if (saved.some(({ shipping_address }) => shipping_address === typed.address)) return
    const body = { label: typed.label || m.buyer_address_label_default(), shipping_address: typed.address }
    await api.addAddress({ id: 'me', body }, { idempotencyKey: `${key}-address` })
  } catch (error) {
    if (problemOf(error) === undefined) throw error
  }
}

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [
    { title: `${m.buyer_join_title()}: ${loaderData?.campaign.title ?? ''} · ${m.site_name()}` },
    { name: 'robots', content: 'noindex' },
  ]
}

export default function Join({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign } = loaderData
  return (
    <main id="main" className="mx-auto w-full max-w-xl px-4 py-6 sm:py-10" data-live-campaign={campaign.id}>
      <Shown loaded={loaderData} answer={actionData} />
      <Script name="join" />
    </main>
  )
}

export type JoinData = Route.ComponentProps['loaderData']
type Answer = Route.ComponentProps['actionData']
export type RefusedOrder = Extract<Answer, { kind: 'refused' }>

function Shown({ loaded, answer }: { loaded: JoinData; answer: Answer }) {
  if (answer?.kind === 'refused') return <Refused loaded={loaded} answer={answer} />
  if (loaded.made !== undefined) return <Used loaded={loaded} />
  if (loaded.campaign.status !== 'active') return <Closed loaded={loaded} />
  if (loaded.bounds.max < loaded.bounds.min) return <NoneLeft loaded={loaded} />
  if (answer?.kind === 'slots') return <Slots loaded={{ ...loaded, key: answer.key, isUnclear: true }} />
  if (answer?.kind === 'address') {
    return (
      <JoinFrame loaded={loaded} step="address">
        <AddressStep loaded={{ ...loaded, typed: answer.typed }} errors={answer.errors} />
      </JoinFrame>
    )
  }
  if (loaded.step === 'slots') return <Slots loaded={loaded} />
  const Current = loaded.step === 'address' ? AddressStep : ConfirmStep
  return (
    <JoinFrame loaded={loaded} step={loaded.step}>
      <Current loaded={loaded} />
    </JoinFrame>
  )
}

function Slots({ loaded }: { loaded: JoinData }) {
  return (
    <JoinFrame loaded={loaded} step="slots">
      <SlotsStep loaded={loaded} />
    </JoinFrame>
  )
}
