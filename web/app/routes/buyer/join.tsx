import { data, redirect } from 'react-router'
import { Script } from '../../components/script.tsx'
import { type Api, answerHeaders, type Problem, page, problemOf, text, visitor } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/join.ts'
import { AddressStep } from './join-address.tsx'
import { ConfirmStep } from './join-confirm.tsx'
import { JoinFrame } from './join-frame.tsx'
import { Closed, Refused } from './join-refused.tsx'
import { SlotsStep } from './join-slots.tsx'
import {
  addressLength,
  boundsOf,
  emptyTyped,
  keepTyped,
  keptTyped,
  keyIn,
  noteMax,
  type Step,
  stepAddress,
  type Typed,
  typedIn,
  wholeNumber,
} from './join-state.ts'

export const loader = page(async (page) => {
  const { api, url, request, params } = page
  const [campaign, who] = await Promise.all([api.readCampaign({ id: params.slug! }), visitor(page)])
  if (campaign.slug !== params.slug) throw redirect(`/c/${campaign.slug}/join${url.search}`, 303)
  const person = who?.user_id ?? null
  const [addresses, held, others] = await Promise.all([
    person === null ? [] : api.listAddresses({ id: 'me' }),
    person === null ? 0 : heldSlots(api, campaign.id),
    campaign.status === 'active' ? [] : otherCampaigns(api, campaign.id),
  ])
  const bounds = boundsOf(campaign, held)
  const asked = wholeNumber(url.searchParams.get('slots'))
  const wanted = (asked ?? bounds.min) + (wholeNumber(url.searchParams.get('by')) ?? 0)
  const slots = Math.min(Math.max(wanted, bounds.min), bounds.max)
  const kept = keptTyped(request, campaign.slug, person)
  return data({
    campaign,
    addresses,
    held,
    others,
    bounds,
    slots,
    isAdjusted: asked !== undefined && asked !== slots && !url.searchParams.has('by'),
    step: stepOf(url.searchParams.get('step'), kept),
    typed: kept ?? emptyTyped,
    key: keyIn(url.searchParams.get('key')),
    isKnown: person !== null,
    now: new Date().toISOString(),
  })
})

/** Nobody gets to the last step without an address: one who comes by an old link fills it in first. */
function stepOf(given: string | null, kept: Typed | undefined): Step {
  if (given === 'confirm') return kept === undefined ? 'address' : 'confirm'
  return given === 'address' ? 'address' : 'slots'
}

async function heldSlots(api: Api, campaignId: string): Promise<number> {
  const { items } = await api.listParticipations({ status: ['reserved', 'confirmed', 'fulfilled'], limit: 100 })
  return items.reduce((sum, { campaign_id, quantity }) => sum + (campaign_id === campaignId ? quantity : 0), 0)
}

/** Who cannot have this one is not sent away with nothing. */
async function otherCampaigns(api: Api, campaignId: string) {
  const { items } = await api.listCampaigns({ status: ['active'], limit: 4 })
  return items.filter(({ id }) => id !== campaignId).slice(0, 3)
}

export const action = page(async (page) => {
  const form = await page.request.formData()
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
    ? { ...given, address: chosen.shipping_address, save: false }
    : { ...given, choice: 'new' }
  const errors = errorsOf(typed)
  if (errors.length > 0) return data({ kind: 'address' as const, typed, errors }, { status: 422 })
  const slug = page.params.slug!
  page.context.cookies.push(keepTyped(slug, who?.user_id ?? null, typed, isSecure(page)))
  throw redirect(stepAddress(slug, 'confirm', wholeNumber(form.get('slots')) ?? 1, keyIn(form.get('key'))), 303)
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
  const { api, context } = page
  const slug = page.params.slug!
  const typed = typedIn(form)
  const slots = wholeNumber(form.get('slots')) ?? 1
  const key = keyIn(form.get('key'))
  const body = { quantity: slots, shipping_address: typed.address, note: typed.note || null }
  try {
    const joined = await api.joinCampaign({ id: slug, body }, { idempotencyKey: key })
    context.cookies.push(keepTyped(slug, joined.user_id, typed, isSecure(page)))
    if (typed.save) await saveAddress(api, typed, key)
    throw redirect(`/me/${joined.id}?joined=1`, 303)
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined) throw error
    if (problem.status === 401) {
      context.cookies.push(keepTyped(slug, null, typed, isSecure(page)))
      throw redirect(`/sign-in?next=${encodeURIComponent(stepAddress(slug, 'confirm', slots, key))}`, 303)
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

function isSecure({ context }: Opened): boolean {
  return context.publicUrl.startsWith('https:')
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
  if (loaded.campaign.status !== 'active') return <Closed loaded={loaded} />
  if (answer?.kind === 'address') {
    return (
      <JoinFrame loaded={loaded} step="address">
        <AddressStep loaded={{ ...loaded, typed: answer.typed }} errors={answer.errors} />
      </JoinFrame>
    )
  }
  const Current = loaded.step === 'slots' ? SlotsStep : loaded.step === 'address' ? AddressStep : ConfirmStep
  return (
    <JoinFrame loaded={loaded} step={loaded.step}>
      <Current loaded={loaded} />
    </JoinFrame>
  )
}
