/**
 * What is in the shadow: made once, and painted again when something changes. The few sizes and colours that depend on a
 * campaign are rules of a sheet of its own: no style attribute, for strict policies.
 */
import {
  type Campaign,
  countedOf,
  isOver,
  isSplit,
  nextVolume,
  nodeNow,
  priceOf,
  standingOf,
  takenOf,
  webAddress,
} from './campaign.ts'
import { drawing, make, sheetOf, write } from './dom.ts'
import { date, dateTime, money, number, percent, timeLeft } from './format.ts'
import { buildParts, type Parts } from './parts.ts'
import { css } from './style.ts'
import { type Language, say, texts, type Word } from './texts.ts'

export interface State {
  language: Language
  /** Where the campaign's page and its pictures are; undefined when the element does not say it. */
  base: string | undefined
  campaign: Campaign | undefined
  /** Why nothing can be shown. */
  trouble: 'missing' | 'failedToLoad' | undefined
  target: string | null
}

export interface View {
  paint(state: State): void
  /** The time that is left, alone: it changes when nothing else does. */
  tick(campaign: Campaign, language: Language): void
  /** Tells those who cannot see. */
  announce(sentence: string): void
}

/** What depends on a campaign and cannot be said by a class. */
interface Rules {
  held: CSSStyleDeclaration
  fill: CSSStyleDeclaration
  goal: CSSStyleDeclaration
  photo: CSSStyleDeclaration
}

let shared: CSSStyleSheet | undefined

export function createView(root: ShadowRoot, onAgain: () => void): View {
  const parts = buildParts()
  shared ??= sheetOf(css)
  const own = sheetOf('.held{inline-size:0}.fill{inline-size:0}.goal{inset-inline-start:0}.photo{background:none}')
  const [held, fill, goal, photo] = [...own.cssRules].map((rule) => (rule as CSSStyleRule).style)
  const rules: Rules = { held: held!, fill: fill!, goal: goal!, photo: photo! }
  rules.photo.background = ''
  root.adoptedStyleSheets = [shared, own]
  parts.again.addEventListener('click', onAgain)
  root.append(parts.card)
  return {
    tick: (campaign, language) => paintTime(parts, campaign, language),
    announce: (sentence) => write(parts.said, sentence),
    paint(state) {
      const { campaign, trouble } = state
      const shown = trouble === undefined ? campaign : undefined
      // What was said last is about another campaign now, or in another language.
      if (shown === undefined || parts.card.lang !== state.language) write(parts.said, '')
      paintFrame(parts, state, shown !== undefined)
      if (shown === undefined) return paintBones(parts, rules, state.language)
      paintCampaign(parts, shown, state)
      paintBar(parts, rules, shown, state.language)
      paintPhoto(parts, rules, shown, state.base)
      paintTime(parts, shown, state.language)
    },
  }
}

function paintFrame(parts: Parts, { language, trouble }: State, isShown: boolean): void {
  const isWaiting = !isShown && trouble === undefined
  parts.card.lang = language
  parts.card.classList.toggle('waiting', isWaiting)
  parts.card.classList.toggle('broken', trouble !== undefined)
  parts.card.classList.toggle('missing', trouble === 'missing')
  parts.card.ariaBusy = String(isWaiting)
  // Bones are not for those who listen.
  parts.body.inert = !isShown
  parts.troubleBox.hidden = trouble === undefined
  write(parts.trouble, trouble === undefined ? '' : say(language, trouble))
  write(parts.again, say(language, 'again'))
  parts.again.hidden = trouble !== 'failedToLoad'
}

function paintCampaign(parts: Parts, campaign: Campaign, { language, base, target }: State): void {
  const standing = standingOf(campaign)
  const over = isOver(campaign.status) || standing === 'settling'
  const taken = takenOf(campaign)
  const waits = standing === 'full'
  const words = say(language, waits ? 'wait' : standing === 'active' ? 'join' : 'look')
  write(parts.status, say(language, standing as Word))
  parts.statusLine.dataset.status = standing
  write(parts.title, campaign.title)
  const { amount, several, perSlot } = priceOf(campaign)
  const price = money(language, amount, campaign.currency)
  write(parts.price, several ? say(language, 'from', { price }) : price)
  write(parts.perSlot, perSlot ? say(language, 'perSlot') : '')
  write(parts.leftLabel, say(language, over ? 'reached' : 'left'))
  write(parts.left, number(language, over ? taken : campaign.total_slots - taken))
  write(parts.by, campaign.seller_name ? say(language, 'by', { seller: campaign.seller_name }) : '')
  write(parts.link, words)
  parts.link.classList.toggle('quiet', standing !== 'active')
  // Several widgets on a page: each link says where it leads.
  parts.link.setAttribute('aria-label', `${words}: ${campaign.title}`)
  parts.link.href = `${base}/c/${encodeURIComponent(campaign.slug)}${waits ? '/wait' : ''}`
  parts.link.target = target ?? ''
  parts.link.rel = 'noopener'
}

/** How many slots are taken, in words: where confirmed ones alone count, of both kinds. */
export function countsIn(campaign: Campaign, language: Language): string {
  const taken = takenOf(campaign)
  const words = {
    taken: number(language, taken),
    total: number(language, campaign.total_slots),
    confirmed: number(language, campaign.slots_confirmed),
    reserved: number(language, taken - campaign.slots_confirmed),
  }
  return say(language, isSplit(campaign) ? 'progressSplit' : 'progress', words)
}

function paintBar(parts: Parts, rules: Rules, campaign: Campaign, language: Language): void {
  const [taken, total, goal] = [takenOf(campaign), campaign.total_slots, campaign.minimum_slots]
  const counted = countedOf(campaign)
  const share = Math.min(1, counted / total)
  const counts = countsIn(campaign, language)
  const goalAt = goal < total ? say(language, 'goalAt', { goal: number(language, goal) }) : percent(language, share)
  // A bar that has begun shows that it has.
  rules.held.inlineSize = `${Math.min(1, taken / total) * 100}%`
  rules.fill.inlineSize = `${counted > 0 ? Math.max(share * 100, 1.5) : 0}%`
  rules.goal.insetInlineStart = `${(goal / total) * 100}%`
  parts.goal.hidden = goal >= total
  write(parts.counts, counts)
  write(parts.goalAt, goalAt)
  parts.bar.setAttribute('aria-valuemax', String(total))
  parts.bar.setAttribute('aria-valuenow', String(counted))
  parts.bar.setAttribute('aria-valuetext', goal < total ? `${counts}, ${goalAt}` : counts)
  parts.bar.setAttribute('aria-label', say(language, 'bar'))
  const isLost = campaign.status === 'failed' || campaign.status === 'cancelled'
  parts.card.classList.toggle('met', counted >= goal && !isLost)
  parts.card.classList.toggle('lost', isLost)
}

function paintPhoto(parts: Parts, rules: Rules, campaign: Campaign, base: string | undefined): void {
  const [photo] = campaign.photos
  const sources = Object.entries(photo?.urls ?? {})
    .map(([width, address]) => ({ width, address: webAddress(address, base) }))
    .filter(({ address }) => address !== undefined)
  const src = sources[0]?.address ?? webAddress(campaign.image_url, base)
  const draw = () => {
    rules.photo.background = ''
    parts.photo.replaceChildren(drawing())
  }
  if (src === undefined) draw()
  if (src === undefined || parts.photo.querySelector('img')?.src === src) return
  rules.photo.background = photo?.color ?? ''
  const image = make('img', { alt: photo?.alt || campaign.product_name, loading: 'lazy', decoding: 'async' })
  image.sizes = '(min-width: 40em) 20em, 100vw'
  image.srcset = sources.map(({ width, address }) => `${address} ${width}w`).join(', ')
  image.src = src
  image.addEventListener('error', draw, { once: true })
  parts.photo.replaceChildren(image)
}

function paintTime(parts: Parts, campaign: Campaign, language: Language): void {
  const { opens_at, deadline, closed_at, settles_until } = campaign
  const status = standingOf(campaign)
  const over = isOver(status)
  const at =
    (over ? closed_at : status === 'settling' ? settles_until : status === 'scheduled' ? opens_at : deadline) ??
    deadline
  const left = timeLeft(language, Date.parse(at) - nodeNow())
  write(
    parts.timeLabel,
    say(language, over ? 'ended' : status === 'scheduled' ? 'opens' : status === 'settling' ? 'decided' : 'closes'),
  )
  write(parts.time, over ? date(language, at) : (left ?? say(language, 'soon')))
  parts.time.dateTime = at
  parts.time.title = dateTime(language, at)
  const step = standingOf(campaign) === 'active' && left !== undefined ? stepWords(campaign, language) : ''
  write(parts.why, `${step}${explain(campaign, language, left === undefined)}`)
}

/** What the next slots bring for all, or that the first ones pay less. */
export function stepWords(campaign: Campaign, language: Language): string {
  const next = nextVolume(campaign)
  const amount = (next ?? campaign.early_bird)?.price
  const word: Word | undefined = next ? (amount ? 'volume' : 'volumeMany') : amount ? 'early' : undefined
  if (!word) return ''
  const price = money(language, amount ?? 0, campaign.currency)
  return `${say(language, word, { more: number(language, next?.more ?? 0), price })} `
}

/** What the numbers mean for whoever thinks of joining. */
export function explain(campaign: Campaign, language: Language, isLate: boolean): string {
  const { minimum_slots: goal, total_slots: total } = campaign
  const status = standingOf(campaign)
  const waiting = number(language, campaign.waiting_count ?? 0)
  const values = { goal: number(language, goal), total: number(language, total), waiting }
  const word = `why_${status}` as Word
  if (word in texts[language]) return say(language, word, values)
  if (status === 'active' && isLate) return say(language, 'late')
  if (countedOf(campaign) >= goal) return say(language, 'goalMet')
  if (isSplit(campaign)) return say(language, 'goalConfirmed', values)
  return say(language, goal < total ? 'goal' : 'goalAll', values)
}

/** What a campaign usually looks like, unreadable: so much room it will need. */
function paintBones(parts: Parts, rules: Rules, language: Language): void {
  rules.photo.background = ''
  parts.photo.replaceChildren()
  const usual: [Node, string][] = [
    [parts.status, say(language, 'active')],
    [parts.title, say(language, 'loading')],
    [parts.price, 'Rp 000.000'],
    [parts.perSlot, say(language, 'perSlot')],
    [parts.counts, say(language, 'progress', { taken: '00', total: '000' })],
    [parts.goalAt, say(language, 'goalAt', { goal: '00' })],
    [parts.why, say(language, 'goal', { goal: '00' })],
    [parts.leftLabel, say(language, 'left')],
    [parts.left, '000'],
    [parts.timeLabel, say(language, 'closes')],
    [parts.time, '00 00'],
    [parts.link, say(language, 'join')],
    [parts.by, '–'],
  ]
  for (const [node, text] of usual) write(node, text)
}
