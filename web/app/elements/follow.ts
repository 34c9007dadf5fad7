/** Shows the progress of the campaigns on a page as it happens. */

import type { Progress } from '@sambatan/client'
import { hasEnded } from '../../../src/kernel/status.ts'
import { locale } from './locale.ts'
import { refresh } from './refresh.ts'
import { listen } from './stream.ts'

/** Thousands may watch one campaign: each looks at the rest of the page now and then, and not all at once. */
const restMs = 15_000

/** The server shows everybody the same page for a second; what it shows after that knows what has just happened. */
const sharedMs = 1_200

const known = new Map<string, { standing: string; people: number }>()

export function followCampaigns(): void {
  const ids = [...document.querySelectorAll<HTMLElement>('[data-live-campaign]')].map(
    (node) => node.dataset.liveCampaign!,
  )
  if (ids.length === 0) return
  listen([...new Set(ids)], ({ event, data }) => {
    if (event === 'progress') show(data as Progress)
  })
}

function show(progress: Progress): void {
  const before = known.get(progress.campaign_id)
  // A campaign that begins to settle keeps its status, and looks different (`standingOf`).
  const standing = progress.settling ? 'settling' : progress.status
  known.set(progress.campaign_id, { standing, people: progress.participant_count })
  const nodes = document.querySelectorAll<HTMLElement>(`[data-live-campaign="${progress.campaign_id}"]`)
  // An ended campaign counts nothing any more (all was given back); its page tells how far it had come.
  if (!hasEnded(progress)) for (const node of nodes) count(node, progress)
  if (standing !== (before?.standing ?? nodes[0]?.dataset.liveStatus)) refresh(0, sharedMs + Math.random() * 2_000)
  else if (before !== undefined && before.people !== progress.participant_count) {
    refresh(restMs * (0.5 + Math.random()), sharedMs)
  }
}

const numbers = new Intl.NumberFormat(locale)

function count(
  node: HTMLElement,
  {
    total_slots: total,
    filled_slots: filled,
    confirmed_slots: confirmed,
    available_slots: left,
    participant_count: people,
  }: Progress,
): void {
  const bar = node.querySelector<HTMLElement>('[data-live-bar]')
  const fill = node.querySelector('[data-live-fill]')
  const goal = Number(bar?.dataset.goal ?? total)
  const counted = bar?.dataset.counts === 'confirmed' ? confirmed : filled
  fill?.setAttribute('width', String(Math.max((counted / total) * 100, counted > 0 ? 1.2 : 0)))
  fill?.classList.toggle('fill-good', counted >= goal)
  fill?.classList.toggle('fill-accent', counted < goal)
  const reserved = node.querySelector('[data-live-reserved-bar]')
  reserved?.setAttribute('x1', String((confirmed / total) * 100))
  reserved?.setAttribute('x2', String((filled / total) * 100))
  reserved?.classList.toggle('stroke-good', counted >= goal)
  reserved?.classList.toggle('stroke-accent', counted < goal)
  const words = bar?.dataset.template
    ?.replace('{taken}', numbers.format(filled))
    .replace('{confirmed}', numbers.format(confirmed))
    .replace('{reserved}', numbers.format(filled - confirmed))
  if (bar && words) {
    bar.setAttribute('aria-valuenow', String(counted))
    bar.setAttribute('aria-valuetext', words)
    bar.setAttribute('aria-label', words)
  }
  write(node, '[data-live-taken]', words)
  writeCount(node, 'left', left)
  writeCount(node, 'people', people)
}

function writeCount(node: HTMLElement, what: string, count: number): void {
  write(node, `[data-live-count=${what}]`, numbers.format(count))
  const words = `[data-live-words=${what}]`
  write(node, words, node.querySelector<HTMLElement>(words)?.dataset[count === 1 ? 'one' : 'other'])
}

function write(node: HTMLElement, selector: string, words: string | undefined): void {
  const target = node.querySelector(selector)
  if (target && words !== undefined && target.textContent !== words) target.textContent = words
}
