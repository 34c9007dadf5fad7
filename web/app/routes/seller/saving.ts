/** Saves what a seller has typed: as much of it as is right, and says what is not. */
import type { Campaign } from '@sambatan/client'
import { number } from '../../format.ts'
import { type Api, attempt, type Problem, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { bodyOf, pathShown, rowsIn, rowsOf } from './item-rows.ts'
import { overStored, type Stage, stageOf } from './still-open.ts'
import { changesOf, type FieldErrors, type Terms, termsOf, textFields, typedIn } from './terms.ts'

/** Terms that do not fit together, in the words of the form instead of the API's. */
const fitting: Record<string, () => string> = {
  minimum_above_total: m.seller_error_goal,
  per_buyer_limits_crossed: m.seller_error_limits,
  opening_after_deadline: m.seller_error_opening,
  amount_too_large: m.seller_error_amount,
  deadline_too_far: m.seller_error_far,
  hold_required: m.seller_error_hold,
  settlement_without_confirmation: m.seller_error_settlement,
}

/** Where the API names no field. */
const whole = 'form'

export function errorsOf(problem: Problem): FieldErrors {
  const own = fitting[problem.code]
  const errors = Object.fromEntries(problem.errors.map(({ path, message }) => [pathShown(path), own ? own() : message]))
  return problem.errors.length > 0 ? errors : { [whole]: problem.detail }
}

export async function saveTerms(api: Api, campaign: Campaign, form: FormData): Promise<FieldErrors> {
  const typed = typedIn(form, campaign)
  const { terms, errors } = termsOf(typed, campaign.currency)
  const stage = stageOf(campaign)
  if (stage === 'draft' || stage === 'open') {
    const rows = rowsIn(form)
    if (rows) {
      delete terms.price_per_slot
      delete errors.price_per_slot
    }
    const sold = rows && bodyOf(rows, campaign.currency)
    const isSame = rows === undefined || JSON.stringify(rows) === JSON.stringify(rowsOf(campaign))
    const wrong = { ...errors, ...sold?.errors }
    if (stage === 'open' && Object.keys(wrong).length > 0) return wrong
    for (const field of Object.keys(errors)) delete terms[field as keyof Terms]
    const isWhole = Object.keys(sold?.errors ?? {}).length === 0
    const changes: Changes = { ...changesOf(terms, campaign), ...(isWhole && !isSame && sold?.body) }
    // A goal that was said is said again: an item with a minimum needs one.
    if (isWhole && !isSame && terms.minimum_slots !== undefined) changes.minimum_slots = terms.minimum_slots
    return { ...wrong, ...(await send(api, campaign, changes, stage)) }
  }
  const names = stage === 'frozen' ? ([...textFields, 'total_slots'] as const) : textFields
  const wrong = Object.fromEntries(Object.entries(errors).filter(([field]) => names.includes(field as never)))
  if (terms.total_slots !== undefined && terms.total_slots < campaign.total_slots) {
    wrong.total_slots = m.seller_error_total_less({ count: number(campaign.total_slots) })
  }
  const stored = rowsOf(campaign)
  const rows = stage === 'frozen' ? overStored(rowsIn(form), campaign) : stored
  const sold = bodyOf(rows, campaign.currency)
  const isSame = JSON.stringify(rows.items) === JSON.stringify(stored.items)
  if (!isSame) Object.assign(wrong, sold.errors)
  if (Object.keys(wrong).length > 0) return wrong
  const words = Object.fromEntries(names.map((field) => [field, terms[field as keyof Terms]])) as Terms
  const changes = { ...changesOf(words, campaign), ...(!isSame && { items: sold.body.items }) }
  return send(api, campaign, changes, stage)
}

type Changes = Terms & Partial<ReturnType<typeof bodyOf>['body']>

/** Of a campaign that once sold several things, one price is that of the one item which is left. */
function onePrice(campaign: Campaign, { price_per_slot: price, ...changes }: Changes): Changes {
  const [first] = bodyOf(rowsOf(campaign), campaign.currency).body.items
  const plain = {
    compare_at_price: null,
    slots_per_unit: 1,
    maximum_units: null,
    minimum_units: null,
    max_per_buyer: null,
  }
  return {
    ...changes,
    items: [{ ...first!, ...plain, description: '', on_sale: true, tiers: [], price: price! }],
    volume_prices: [],
  }
}

/**
 * What the API refuses of a draft by its name is left out, so that one wrong field keeps none of the others from being saved. What is public
 * changes as a whole, or not at all.
 */
async function send(api: Api, campaign: Campaign, changes: Changes, stage: Stage): Promise<FieldErrors> {
  const { id } = campaign
  if (Object.keys(changes).length === 0) return {}
  const first = await attempt(api.updateCampaign({ id, body: changes }))
  if (first.ok) return {}
  if (first.problem.code === 'price_or_items' && changes.price_per_slot !== undefined) {
    return send(api, campaign, onePrice(campaign, changes), stage)
  }
  const errors = errorsOf(first.problem)
  if (stage !== 'draft') return errors
  const isWrong = (field: string) => Object.keys(errors).some((path) => path === field || path.startsWith(`${field}.`))
  const rest = Object.fromEntries(Object.entries(changes).filter(([field]) => !isWrong(field))) as Changes
  const isSmaller = Object.keys(rest).length < Object.keys(changes).length
  if (!isSmaller || Object.keys(rest).length === 0) return errors
  const second = await attempt(api.updateCampaign({ id, body: rest }))
  return second.ok ? errors : { ...errors, ...errorsOf(second.problem) }
}

/** New files, what photos show, their order, and those to be removed. @returns a sentence per file or photo that failed */
export async function savePhotos(api: Api, campaign: Campaign, form: FormData, intent: string): Promise<string[]> {
  const problems: string[] = []
  const [act, photoId] = intent.split(':') as [string, string | undefined]
  for (const { id, alt } of campaign.photos) {
    const typed = text(form, `alt-${id}`)
    if (!form.has(`alt-${id}`) || typed === alt || (act === 'photo-remove' && id === photoId)) continue
    const described = await attempt(api.describePhoto({ id: campaign.id, photo_id: id, body: { alt: typed } }))
    if (!described.ok) problems.push(described.problem.detail)
  }
  if (photoId !== undefined) problems.push(...(await movePhoto(api, campaign, act, photoId)))
  for (const file of form.getAll('photos')) {
    // What a form holds where no file was chosen.
    if (typeof file === 'string' || file.name === '') continue
    if (file.size === 0) {
      problems.push(m.seller_photo_failed({ file: file.name, reason: m.seller_photo_empty() }))
      continue
    }
    const body = new Uint8Array(await file.arrayBuffer())
    const type = file.type.startsWith('image/') ? file.type : 'image/jpeg'
    const added = await attempt(api.addPhoto({ id: campaign.id, body }, { headers: { 'content-type': type } }))
    if (!added.ok) problems.push(m.seller_photo_failed({ file: file.name, reason: added.problem.detail }))
  }
  return problems
}

async function movePhoto(api: Api, { id, photos }: Campaign, act: string, photoId: string): Promise<string[]> {
  const ids = photos.map((photo) => photo.id)
  const from = ids.indexOf(photoId)
  const to = from + (act === 'photo-later' ? 1 : -1)
  // A photo that is not there any more was removed by another tab: that is as good as done.
  if (from < 0) return []
  if (act === 'photo-remove') {
    const removed = await attempt(api.removePhoto({ id, photo_id: photoId }))
    return removed.ok || removed.problem.status === 404 ? [] : [removed.problem.detail]
  }
  if (to < 0 || to >= ids.length) return []
  ;[ids[from], ids[to]] = [ids[to]!, ids[from]!]
  const ordered = await attempt(api.orderPhotos({ id, body: { ids } }))
  return ordered.ok ? [] : [ordered.problem.detail]
}
