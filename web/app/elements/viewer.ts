/**
 * What a campaign is to who looks at it, on a page that many are shown alike: it says nothing of anybody, so whoever has a session
 * asks for their own part (`GET /campaigns/{id}/viewer`). What takes the place of the join button stands in its very box, and the line
 * beside it has its place from the beginning, so that nothing moves.
 */
import type { Viewer } from '@sambatan/client'
import { timeZone } from '../../../src/kernel/zone.ts'
import { locale } from './locale.ts'

/** What the page brings along, in its language. */
export interface ViewerWords {
  own: Said
  edit: Said
  held: { one: string; other: string; link: string }
  limit: { one: string; other: string }
  waiting: { words: string; one: string; other: string; slots: { one: string; other: string }; link: string }
  offer: { words: string; link: string }
  soon: Said
}

interface Said {
  words: string
  link: string
  href: string
}

/** What is said to one person; `instead`: the join button is no use to them, and leads there. */
type Part = Said & { instead: boolean; isOwn?: boolean }

export function showViewer(): void {
  const line = document.querySelector<HTMLElement>('[data-viewer]')
  if (!line) return
  let words: ViewerWords = JSON.parse(line.dataset.viewerWords!)
  let part: Part | undefined
  let last = 0

  const ask = async () => {
    const asked = ++last
    const answer = await fetch(`/api/sambatan/campaigns/${line.dataset.viewer}/viewer`).catch(() => undefined)
    // Signed out meanwhile, or no connection: the page stays as everybody sees it.
    if (!answer?.ok || asked !== last) return
    part = partOf((await answer.json()) as Viewer, words, line.dataset.viewerSeller!)
    show(line, part)
  }
  void ask()
  document.addEventListener('sambatan:refreshed', ({ detail: now }: CustomEventInit<Document>) => {
    // What may be done with a campaign changes when it ends.
    const brought = now?.querySelector<HTMLElement>('[data-viewer]')?.dataset.viewerWords
    if (brought) words = JSON.parse(brought)
    // Its box was exchanged for everybody's: it is one's own again before that is seen.
    show(line, part)
    void ask()
  })
}

function partOf(viewer: Viewer, words: ViewerWords, seller: string): Part | undefined {
  const { slots_held: held, participation_ids: ids, may_join: mayJoin, reason, again_at: againAt } = viewer
  if (viewer.user_id === seller) return { ...words.own, instead: true, isOwn: true }
  if (viewer.waiting) return placeOf(viewer.waiting, words)
  if (held > 0) {
    const { one, other } = reason === 'already_joined_limit' ? words.limit : words.held
    const said = (held === 1 ? one : other).replace('{count}', new Intl.NumberFormat(locale).format(held))
    return {
      words: said,
      link: words.held.link,
      href: ids.length === 1 ? `/me/${ids[0]}` : '/me',
      // Who holds some can still wait for more, and the button leads there.
      instead: !mayJoin && reason !== 'campaign_full',
    }
  }
  if (againAt) return { ...words.soon, words: words.soon.words.replace('{time}', clock(againAt)), instead: true }
  return viewer.may_edit ? { ...words.edit, instead: false } : undefined
}

/** What is offered, or where they stand and how much is before them. */
function placeOf(
  { entry_id: id, position, slots_ahead, offer }: NonNullable<Viewer['waiting']>,
  words: ViewerWords,
): Part {
  if (offer) return { ...words.offer, href: `/me/${offer.participation_id}`, instead: true }
  const { waiting } = words
  const format = new Intl.NumberFormat(locale)
  const [ahead, slots] = [(position ?? 1) - 1, slots_ahead ?? 0]
  const said = [waiting.words.replace('{position}', format.format(position ?? 0))]
  if (ahead > 0) {
    const before = (slots === 1 ? waiting.slots.one : waiting.slots.other).replace('{count}', format.format(slots))
    said.push(
      (ahead === 1 ? waiting.one : waiting.other).replace('{count}', format.format(ahead)).replace('{slots}', before),
    )
  }
  return { words: said.join(' '), link: waiting.link, href: `/me/waiting/${id}`, instead: true }
}

/** It is today, or a minute after midnight. */
function clock(time: string): string {
  const format = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
  return format.format(new Date(time))
}

/** What stood there for everybody: what one was told may have passed. */
const everybodys = new WeakMap<Element, { words: string; href?: string }>()

function show(line: HTMLElement, part: Part | undefined): void {
  const joins = document.querySelectorAll<HTMLAnchorElement>('a[data-join]')
  const instead = part?.instead === true && joins.length > 0
  for (const join of joins) {
    const all = everybodys.get(join) ?? { words: join.textContent, href: join.href }
    everybodys.set(join, all)
    join.href = instead ? part.href : all.href!
    join.textContent = instead ? part.link : all.words
  }
  // On a phone the line is further down than the first screen, and the bar with the button is always in view.
  for (const promise of document.querySelectorAll('[data-join-promise]')) {
    const all = everybodys.get(promise) ?? { words: promise.textContent }
    everybodys.set(promise, all)
    promise.textContent = part?.words ?? all.words
  }
  // Nobody follows themselves. It keeps its place, so that nothing moves.
  for (const follow of document.querySelectorAll<HTMLElement>('form[data-follow]')) {
    follow.style.visibility = part?.isOwn ? 'hidden' : ''
  }
  const said = part ? (instead ? part.words : `${part.words} ${part.link}`) : ''
  // It is announced when it changes, and not each time that the page is brought up to date.
  if (line.textContent === said) return
  line.textContent = said
  if (!part || instead) return
  const link = Object.assign(document.createElement('a'), { href: part.href, textContent: part.link })
  link.className = line.dataset.viewerLink!
  line.replaceChildren(`${part.words} `, link)
}
