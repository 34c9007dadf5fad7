/** What is sent by the steps of joining: the address, and then the order. */
import { data } from 'react-router'
import { openedFor } from '../../opened-for.ts'
import { type Api, type Page, type Problem, problemOf, redirect, sentKey, text, visitor } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown, totalOf } from '../../shown.ts'
import { errorsOf, keep, phoneInProfile } from './join-data.ts'
import { slotsIn, stepAddress, type Typed, typedIn } from './join-state.ts'
import { keptOrder } from './kept-order.ts'

/** Takes what a step sent: the address, or the order. */
export async function takeStep(page: Page) {
  const form = await page.sentForm()
  return text(form, 'intent') === 'order' ? order(page, form) : takeAddress(page, form)
}

/** The second step: what was typed is kept in the browser, and the third step shows it. */
async function takeAddress(page: Page, form: FormData) {
  const who = await visitor(page)
  const saved = who ? await page.api.listAddresses({ id: 'me' }) : []
  const given = typedIn(form)
  const chosen = saved.find(({ id }) => id === given.choice)
  const phone = phoneOf(page, given, who ? await phoneInProfile(page) : null)
  const typed: Typed = chosen
    ? { ...given, phone, address: chosen.shipping_address ?? '', save: false }
    : { ...given, phone, choice: 'new' }
  const errors = errorsOf(page, typed)
  if (errors.length > 0) return wrongAddress(form, { ...typed, save: given.save }, errors)
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

/** The second step again, with what is wrong; what was chosen before it stays as well. */
function wrongAddress(form: FormData, typed: Typed, errors: Problem['errors']) {
  const slots = slotsIn(form.get('slots'))
  return data({ kind: 'address' as const, typed, errors, slots, key: sentKey(form) }, { status: 422 })
}

/** What was typed is a number for the profile where it is another one than stands there, also where that is none. */
function phoneOf({ context }: Page, { phone }: Typed, inProfile: string | null): string | null {
  if (phone === null) return null
  const number = context.phoneNumber(phone)
  const shown = number === undefined ? phone : (context.shownPhone(number)?.words ?? phone)
  return shown === (inProfile ?? '') ? null : shown
}

/** As the campaign is called, whether it was asked for by that or by its id. Also stops where there is none. */
async function slugOf({ api, params }: Page): Promise<string> {
  return (await api.readCampaign({ id: params.slug! })).slug
}

/** Where the number of slots says nothing, it is asked for again. */
function nextAddress(slug: string, form: FormData, key: string): string {
  const slots = slotsIn(form.get('slots'))
  return stepAddress(slug, slots === undefined ? 'slots' : 'confirm', slots ?? '', key)
}

/** The third step: the order, once for each key, however often it is sent. */
async function order(page: Page, form: FormData) {
  const { api, request } = page
  const slug = await slugOf(page)
  const typed = typedIn(form)
  const slots = slotsIn(form.get('slots'))
  const key = sentKey(form)
  // Whom it was opened for is who may have it back, also where their session has ended meanwhile.
  const person = text(form, openedFor) || ((await visitor(page))?.user_id ?? null)
  const made = keptOrder(request, { slug, key, person })?.made ?? null
  // Nothing is kept in the browser, nor sent on, that was changed on its way to what no address can be.
  const errors = errorsOf(page, typed)
  if (errors.length > 0) return wrongAddress(form, typed, errors)
  if (slots === undefined) {
    keep(page, { ...typed, slug, key, person, made })
    return data({ kind: 'slots' as const, key }, { status: 422 })
  }
  const body = { quantity: slots, shipping_address: typed.address, note: typed.note || null }
  try {
    const joined = await api.joinCampaign({ id: slug, body }, { idempotencyKey: key })
    keep(page, { ...typed, phone: null, slug, key, person: joined.user_id, made: { key, id: joined.id } })
    if (typed.save) await saveAddress(api, typed, key)
    if (typed.phone !== null) await savePhone(page, typed.phone)
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
  { api, params }: Page,
  problem: Problem,
  { typed, slots, key }: { typed: Typed; slots: number; key: string },
) {
  const id = params.slug!
  const [others, total] = await Promise.all([
    api.listCampaigns({ status: ['active'], limit: 4 }).then(
      ({ items }) => items.map(shown),
      () => [],
    ),
    totalOf(api, id, slots).catch(() => ''),
  ])
  const { retryAfterSeconds } = problem
  const wait = retryAfterSeconds ?? (problem.status === 503 ? 2 : undefined)
  return data(
    { kind: 'refused' as const, problem, typed, slots, total, key, others, freshKey: crypto.randomUUID() },
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

/** The order stands whether or not its number can be kept. */
async function savePhone({ api, context }: Page, typed: string): Promise<void> {
  try {
    await api.updateProfile({ id: 'me', body: { phone: context.phoneNumber(typed) ?? null } })
  } catch (error) {
    if (problemOf(error) === undefined) throw error
  }
}

/** What the page is told of it, where it does not lead on. */
export type Answer = Awaited<ReturnType<typeof takeStep>>['data']
export type RefusedOrder = Extract<Answer, { kind: 'refused' }>
