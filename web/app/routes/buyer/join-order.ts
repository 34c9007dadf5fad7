/** What is sent by the steps of joining: the address, and then the order. */

import type { Campaign } from '@sambatan/client'
import { data } from 'react-router'
import { money } from '../../format.ts'
import { openedFor } from '../../opened-for.ts'
import { type Api, type Page, type Problem, problemOf, redirect, sentKey, text, visitor } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { quoteOf, shown } from '../../shown.ts'
import { isPlain } from '../../sold.ts'
import { errorsOf, keep, phoneInProfile } from './join-data.ts'
import { linesIn, slotsOf, type Wanted } from './join-lines.ts'
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
  const campaign = await campaignOf(page)
  const wanted = wantedIn(form, campaign)
  if (errors.length > 0) return wrongAddress(form, { ...typed, save: given.save }, errors, wanted)
  const { slug } = campaign
  const person = who?.user_id ?? null
  const key = sentKey(form)
  const before = keptOrder(page.request, { slug, key, person })
  // As long as nobody is signed in the key alone leads back to what was typed, so it is one that nobody had before: the
  // address of a form is shown, remembered and sent around.
  const ownKey = person === null && before === undefined ? crypto.randomUUID() : key
  keep(page, { ...typed, slug, key: ownKey, person, made: before?.made ?? null })
  throw redirect(nextAddress(slug, wanted, ownKey))
}

/** The second step again, with what is wrong; what was chosen before it stays as well. */
function wrongAddress(form: FormData, typed: Typed, errors: Problem['errors'], wanted?: Exclude<Wanted, ''>) {
  return data({ kind: 'address' as const, typed, errors, wanted, key: sentKey(form) }, { status: 422 })
}

/** What the form says is ordered; undefined where it says nothing that can be. */
function wantedIn(form: FormData, campaign: Campaign): Exclude<Wanted, ''> | undefined {
  if (isPlain(campaign) || !form.has('lines')) return slotsIn(form.get('slots'))
  const lines = linesIn(form, campaign.items)
  return lines && lines.length > 0 ? lines : undefined
}

/** What was typed is a number for the profile where it is another one than stands there, also where that is none. */
function phoneOf({ context }: Page, { phone }: Typed, inProfile: string | null): string | null {
  if (phone === null) return null
  const number = context.phoneNumber(phone)
  const shown = number === undefined ? phone : (context.shownPhone(number)?.words ?? phone)
  return shown === (inProfile ?? '') ? null : shown
}

/** As the campaign is called, whether it was asked for by that or by its id. Also stops where there is none. */
async function campaignOf({ api, params }: Page): Promise<Campaign> {
  return api.readCampaign({ id: params.slug! })
}

/** Where the number of slots says nothing, it is asked for again. */
function nextAddress(slug: string, wanted: Wanted | undefined, key: string): string {
  return stepAddress(slug, wanted === undefined ? 'slots' : 'confirm', wanted ?? '', key)
}

/** The third step: the order, once for each key, however often it is sent. */
async function order(page: Page, form: FormData) {
  const { api, request } = page
  const campaign = await campaignOf(page)
  const { slug } = campaign
  const typed = typedIn(form)
  const wanted = wantedIn(form, campaign)
  const key = sentKey(form)
  // Whom it was opened for is who may have it back, also where their session has ended meanwhile.
  const person = text(form, openedFor) || ((await visitor(page))?.user_id ?? null)
  const made = keptOrder(request, { slug, key, person })?.made ?? null
  // Nothing is kept in the browser, nor sent on, that was changed on its way to what no address can be.
  const errors = errorsOf(page, typed)
  if (errors.length > 0) return wrongAddress(form, typed, errors, wanted)
  if (wanted === undefined) {
    keep(page, { ...typed, slug, key, person, made })
    return data({ kind: 'slots' as const, key }, { status: 422 })
  }
  const said = text(form, 'expected')
  const expected = /^\d{1,15}$/.test(said) ? Number(said) : undefined
  const body = {
    ...(typeof wanted === 'number' ? { quantity: wanted } : { lines: wanted }),
    ...(expected !== undefined && { expected_amount: expected }),
    shipping_address: typed.address,
    note: typed.note || null,
  }
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
      throw redirect(`/sign-in?next=${encodeURIComponent(stepAddress(slug, 'confirm', wanted, key))}`)
    }
    return refusedOrder(page, problem, campaign, { typed, wanted, expected, key })
  }
}

async function refusedOrder(
  { api }: Page,
  problem: Problem,
  campaign: Campaign,
  { typed, wanted, expected, key }: { typed: Typed; wanted: Exclude<Wanted, ''>; expected?: number; key: string },
) {
  const [others, quote] = await Promise.all([
    api.listCampaigns({ status: ['active'], limit: 4 }).then(
      ({ items }) => items.map(shown),
      () => [],
    ),
    quoteOf(api, campaign, wanted).catch(() => undefined),
  ])
  const { retryAfterSeconds } = problem
  const wait = retryAfterSeconds ?? (problem.status === 503 ? 2 : undefined)
  return data(
    {
      kind: 'refused' as const,
      problem,
      typed,
      wanted,
      slots: Array.isArray(wanted) ? slotsOf(wanted, campaign.items) : wanted,
      quote,
      expected,
      before: expected === undefined ? undefined : money(expected, campaign.currency),
      key,
      others,
      freshKey: crypto.randomUUID(),
    },
    { status: problem.status, headers: wait === undefined ? {} : { 'retry-after': String(wait) } },
  )
}

/** The order stands whether or not its address can be kept: a person keeps twenty at most, and nothing is said of it. */
export async function saveAddress(api: Api, typed: Typed, key: string): Promise<void> {
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
