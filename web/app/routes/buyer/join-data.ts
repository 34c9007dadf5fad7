/** What the pages of joining are made of: the campaign, what was chosen so far, and what the browser keeps of it. */
import type { Campaign } from '@sambatan/client'
import { isOpen } from '../../components/standing.ts'
import { hasKept } from '../../kept-cookies.ts'
import { type Api, keyIn, type Page, type Problem, redirect, visitor } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { quoteOf, shown } from '../../shown.ts'
import { isPlain } from '../../sold.ts'
import { linesIn, type OrderLine, slotsOf, type Wanted } from './join-lines.ts'
import {
  addressLength,
  boundsOf,
  emptyTyped,
  joinPath,
  noteMax,
  type Step,
  slotsIn,
  type Typed,
  wholeNumber,
} from './join-state.ts'
import { type KeptOrder, keepOrder, keptOrder } from './kept-order.ts'

/** Why a campaign takes nobody: a quote knows it where the campaign's status does not say so yet. */
const closedReasons = ['campaign_not_open', 'campaign_closed', 'campaign_full'] as const

/** What every step of joining is shown with. */
export async function loadJoin(page: Page) {
  const { api, url, request, params, context } = page
  const [campaign, who] = await Promise.all([api.readCampaign({ id: params.slug! }), visitor(page)])
  if (campaign.slug !== params.slug) throw redirect(joinPath(campaign.slug) + url.search)
  const person = who?.user_id ?? null
  const [addresses, viewer, profilePhone] = await Promise.all([
    person === null ? [] : api.listAddresses({ id: 'me' }),
    person === null ? undefined : api.readViewer({ id: campaign.id }),
    person === null ? null : phoneInProfile(page),
  ])
  const held = viewer?.slots_held ?? 0
  const bounds = boundsOf(campaign, held)
  const isOwn = person === campaign.seller_id
  const given = url.searchParams.get('slots')
  const by = wholeNumber(url.searchParams.get('by'))
  const asked = slotsIn(given)
  const bySlots = Math.max(Math.min((asked ?? bounds.min) + (by ?? 0), bounds.max), bounds.min)
  const { lines, isNothing } = isPlain(campaign) ? { isNothing: false } : chosenOf(url, campaign)
  const isUnclear = lines ? isNothing : given !== null && asked === undefined && by === undefined
  const slots = lines ? slotsOf(lines, campaign.items) : bySlots
  const wanted = lines ?? slots
  const key = keyIn(url.searchParams.get('key'))
  const kept = keptOrder(request, { slug: campaign.slug, key, person })
  // Whoever signs in from the form that was filled in is who filled it in.
  if (kept?.person === null && person !== null) keep(page, { ...kept, person })
  const step = isUnclear ? 'slots' : stepOf(url.searchParams.get('step'), kept)
  const made = kept?.made?.key === key ? kept.made.id : undefined
  const mayFit = isOpen(campaign) && !isOwn && bounds.min <= bounds.max
  const quoted = async (what: Wanted) =>
    mayFit && what !== '' && !(Array.isArray(what) && what.length === 0) ? quoteOf(api, campaign, what) : undefined
  // What a refused order could be instead is offered with what it comes to.
  const offers = context.sent && !lines ? [quoted(bounds.min), quoted(bounds.max)] : []
  const [quote, least, most] = await Promise.all([quoted(wanted), ...offers])
  const reason = viewer?.reason ?? (quote && closedReasons.find((each) => each === quote.reason))
  const others = mayFit && reason === undefined ? [] : await otherCampaigns(api, campaign.id)
  return {
    campaign: shown(campaign),
    isOwn,
    /** Why nobody, or this person, could join now: a form would be refused with it. */
    reason,
    againAt: viewer?.again_at,
    orders: viewer?.participation_ids ?? [],
    /** Their place on the waiting list, where they have one. */
    waiting: viewer?.waiting ?? undefined,
    nextPlace: viewer?.next_place ?? undefined,
    total: quote?.total ?? '',
    /** What is agreed to; an order that would cost more is refused, with the new price. */
    expected: quote?.amount ?? null,
    quoted: quote?.lines ?? [],
    volumeSays: quote?.says ?? '',
    offers: { min: least, max: most },
    /** Of a campaign that sells several things, or at several prices. */
    lines,
    wanted,
    addresses,
    /** As it is shown; null: there is none. */
    profilePhone,
    held,
    others,
    bounds,
    slots,
    isUnclear,
    isAdjusted: !lines && asked !== undefined && asked !== slots && by === undefined,
    step,
    isForgotten: url.searchParams.get('step') === 'confirm' && kept === undefined && !hasKept(request),
    typed: kept ?? emptyTyped,
    // Who chooses slots again orders again; further on, the form of an order that was made is no new one.
    key: made && step === 'slots' ? crypto.randomUUID() : key,
    made: step === 'slots' ? undefined : made,
    isKnown: person !== null,
    now: new Date().toISOString(),
  }
}

/** What the address says was chosen; of a campaign's one item at least one. */
function chosenOf(url: URL, { items }: Campaign): { lines: OrderLine[]; isNothing: boolean } {
  const lines = linesIn(url.searchParams, items)
  const goesOn = url.searchParams.has('step')
  if (lines && lines.length > 0) return { lines, isNothing: false }
  const [only] = items
  const one = only && items.length === 1 && !url.searchParams.has('lines') && !goesOn
  return { lines: one ? [{ item_id: only.id, units: 1 }] : [], isNothing: lines === undefined || goesOn }
}

export type JoinData = Awaited<ReturnType<typeof loadJoin>>

/** The number that sellers see of whoever asks, as it is shown to people. */
export async function phoneInProfile({ api, context }: Page): Promise<string | null> {
  const { phone } = await api.readProfile({ id: 'me' })
  return context.shownPhone(phone)?.words ?? null
}

/** Nobody gets to the last step without an address: one who comes by an old link fills it in first. */
function stepOf(given: string | null, kept: KeptOrder | undefined): Step {
  if (given === 'confirm') return kept === undefined ? 'address' : 'confirm'
  return given === 'address' ? 'address' : 'slots'
}

/** Who cannot have this one is not sent away with nothing. */
async function otherCampaigns(api: Api, campaignId: string) {
  const { items } = await api.listCampaigns({ status: ['active'], limit: 4 })
  return items
    .filter(({ id }) => id !== campaignId)
    .slice(0, 3)
    .map(shown)
}

/** Keeps what was typed in the browser, and which order was made of it. What is too long for its form is not kept. */
export function keep(page: Page, kept: KeptOrder): void {
  if (errorsOf(page, kept).length > 0) return
  const { request, context } = page
  context.cookies.push(...keepOrder(request, kept, context.publicUrl.startsWith('https:')))
}

export function errorsOf({ context }: Page, { address, note, phone }: Typed): Problem['errors'] {
  const errors: Problem['errors'] = []
  if (address.length < addressLength.min) errors.push({ path: 'shipping_address', message: m.buyer_address_short() })
  if (address.length > addressLength.max) errors.push({ path: 'shipping_address', message: m.buyer_address_long() })
  if (phone && context.phoneNumber(phone) === undefined) errors.push({ path: 'phone', message: m.buyer_phone_wrong() })
  if (note.length > noteMax) errors.push({ path: 'note', message: m.buyer_note_long() })
  return errors
}
